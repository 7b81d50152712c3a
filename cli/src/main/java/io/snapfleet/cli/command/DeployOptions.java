package io.snapfleet.cli.command;

import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.operate.DeployRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a deployment builds from. */
final class DeployOptions {
  @Option(
      names = "--from-snapshot",
      paramLabel = "PREFIX",
      description =
          "Build from the snapshot set whose id begins so, with at least 4 characters; without it"
              + " the fleet goes on with what its machines come from, a new one from scratch.")
  private @Nullable String prefix;

  DeployRequest request(FleetSpec spec) {
    return DeployRequest.deploy(spec, prefix);
  }
}

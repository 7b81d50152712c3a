package io.snapfleet.cli.command;

import io.snapfleet.fleet.operate.DeployRequest;
import picocli.CommandLine.Option;

/** Whether machines may get traffic with older data than the fleet file says. */
final class StaleDataOption {
  @Option(
      names = "--allow-stale",
      description =
          "Let machines join though their data are older than the freshness in the fleet file.")
  private boolean allowed;

  boolean allowed() {
    return allowed;
  }

  DeployRequest apply(DeployRequest request) {
    return allowed ? request.allowingStaleData() : request;
  }
}

package io.snapfleet.cli.command;

import io.snapfleet.cli.error.CommandException;
import io.snapfleet.cli.error.ExitCode;
import io.snapfleet.fleet.model.BuildMethod;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.operate.DeployRequest;
import io.snapfleet.fleet.operate.FleetEngine;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a deployment builds from. */
final class DeployOptions {
  @Option(
      names = "--from-snapshot",
      paramLabel = "PREFIX",
      description =
          "Build from the snapshot set whose id begins so, with at least 4 characters; without it"
              + " from the images that the fleet file names, else the fleet goes on with what its"
              + " machines come from, a new one from scratch.")
  private @Nullable String prefix;

  @Option(
      names = "--method",
      paramLabel = "METHOD",
      description =
          "How machines are built: regular installs each, backup overwrites further plain web"
              + " machines with the archive of the first, snapshot boots from --from-snapshot;"
              + " without it, as the fleet file says.")
  private @Nullable String method;

  /** Whether nothing is said of where new machines come from. */
  boolean leaveOpen() {
    return prefix == null && method == null;
  }

  /** What is said, in the fleet file or beside it, and does not hold this time. */
  Optional<String> passedOver(FleetSpec spec, FleetEngine engine) {
    if (prefix == null) {
      return method == null ? Optional.empty() : methodPassedOver(spec, engine);
    }
    return spec.namedImages().isEmpty()
        ? Optional.empty()
        : Optional.of(
            "--from-snapshot %s goes before %s of the fleet file, to which the next up without it"
                    .formatted(prefix, images(spec))
                + " goes back");
  }

  private Optional<String> methodPassedOver(FleetSpec spec, FleetEngine engine) {
    return engine.fleets().stream()
        .filter(fleet -> fleet.name().equals(spec.fleet()))
        .flatMap(
            fleet -> engine.snapshotSets().stream().filter(of -> of.id().equals(fleet.setId())))
        .filter(set -> set.tiers().containsKey(TierName.WEB))
        .findFirst()
        .map(
            set ->
                "--method %s is passed over: web machines go on coming from snapshot set %s, until the"
                        .formatted(method, set.id())
                    + " fleet is taken down");
  }

  private static String images(FleetSpec spec) {
    return spec.namedImages().entrySet().stream()
        .map(image -> "tiers.%s.image: %s".formatted(image.getKey().text(), image.getValue()))
        .collect(Collectors.joining(", "));
  }

  DeployRequest request(FleetSpec spec) {
    return DeployRequest.deploy(method == null ? spec : built(spec, method), prefix);
  }

  private FleetSpec built(FleetSpec spec, String wanted) {
    BuildMethod known =
        BuildMethod.of(wanted)
            .orElseThrow(
                () ->
                    refused(
                        "'%s' is not a build method".formatted(wanted),
                        "give regular, backup or snapshot"));
    boolean fromSet = prefix != null;
    if (fromSet != (known == BuildMethod.SNAPSHOT)) {
      throw refused(
          fromSet
              ? "--from-snapshot is build method snapshot, not " + wanted
              : "build method snapshot needs a snapshot set",
          fromSet
              ? "leave one of the two out"
              : "name the set with --from-snapshot: 'snapfleet snapshot ls' lists them");
    }
    return fromSet ? spec : spec.builtBy(known);
  }

  private static CommandException refused(String what, String fix) {
    return new CommandException(what, "--method", fix, ExitCode.BAD_INPUT);
  }
}

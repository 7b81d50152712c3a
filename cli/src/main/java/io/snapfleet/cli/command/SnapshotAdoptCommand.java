package io.snapfleet.cli.command;

import io.snapfleet.cli.error.CommandException;
import io.snapfleet.cli.error.ExitCode;
import io.snapfleet.cli.output.OperationProgress;
import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Progress;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.operate.FleetEngine;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code snapfleet snapshot adopt FLEET TIER=IMAGE...}. */
@Command(
    name = "adopt",
    description =
        "Makes a snapshot set of images that were made elsewhere, with the fleet's present"
            + " credentials, so that 'up --from-snapshot' can build from them; images that nobody has"
            + " tried are tried first.",
    footer = {
      "  snapfleet snapshot ls --provider docs          the images there are",
      "  snapfleet snapshot adopt docs web=img-1 proxy=img-2",
      "  snapfleet snapshot adopt blog web=img-1 proxy=img-2 database=img-3 --volume database=vol-1",
    })
public final class SnapshotAdoptCommand implements Runnable {
  private final Output output;
  private final Supplier<FleetEngine> engine;

  @Parameters(index = "0", paramLabel = "FLEET", description = "The fleet's name.")
  private String fleet = "";

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "TIER=IMAGE",
      description = "A tier and the provider's id of its image; one for each tier of the fleet.")
  private List<String> images = new ArrayList<>();

  @Option(
      names = "--volume",
      paramLabel = "TIER=ID",
      description =
          "The volume snapshot with a tier's data; once for each data directory that the recipe"
              + " names for the tier, in that order.")
  private List<String> volumes = new ArrayList<>();

  @Mixin private TimeoutOption timeout = new TimeoutOption();

  public SnapshotAdoptCommand(Output output, Supplier<FleetEngine> engine) {
    this.output = output;
    this.engine = engine;
  }

  @Override
  public void run() {
    SnapshotSet set;
    try (Progress progress = output.progress()) {
      set =
          timeout
              .limit(engine)
              .adoptSnapshot(
                  fleet, imagesByTier(), volumesByTier(), new OperationProgress(progress));
    }
    SnapshotReport report = SnapshotReport.of(set);
    output.result(report, SnapshotCreateCommand.text(set));
  }

  private Map<TierName, String> imagesByTier() {
    Map<TierName, String> byTier = new EnumMap<>(TierName.class);
    for (String image : images) {
      Pair pair = Pair.of(image, "TIER=IMAGE");
      if (byTier.put(pair.tier(), pair.id()) != null) {
        throw badInput("two images are named for tier " + pair.tier().text(), "TIER=IMAGE");
      }
    }
    return byTier;
  }

  private Map<TierName, List<String>> volumesByTier() {
    Map<TierName, List<String>> byTier = new EnumMap<>(TierName.class);
    for (String volume : volumes) {
      Pair pair = Pair.of(volume, "--volume TIER=ID");
      byTier.computeIfAbsent(pair.tier(), tier -> new ArrayList<>()).add(pair.id());
    }
    return byTier;
  }

  private static CommandException badInput(String error, String where) {
    return new CommandException(
        error, where, "see snapfleet help snapshot adopt", ExitCode.BAD_INPUT);
  }

  private record Pair(TierName tier, String id) {
    static Pair of(String text, String form) {
      int equals = text.indexOf('=');
      if (equals < 1 || equals == text.length() - 1) {
        throw badInput("'" + text + "' is not of the form " + form, form);
      }
      return new Pair(TierArgument.of(text.substring(0, equals), form), text.substring(equals + 1));
    }
  }
}

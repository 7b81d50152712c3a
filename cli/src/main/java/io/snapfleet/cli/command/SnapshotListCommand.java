package io.snapfleet.cli.command;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.snapfleet.cli.output.Bytes;
import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Table;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.operate.FleetEngine;
import io.snapfleet.fleet.operate.ProviderImage;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code snapfleet snapshot ls [FLEET]}. */
@Command(
    name = "ls",
    description = "Lists the snapshot sets there are, oldest first.",
    footer = {
      "  snapfleet snapshot ls",
      "  snapfleet snapshot ls blog --json",
      "  snapfleet snapshot ls --provider blog     the provider's own images, ours or not",
    })
public final class SnapshotListCommand implements Runnable {
  private final Output output;
  private final Supplier<FleetEngine> engine;

  @Parameters(
      arity = "0..1",
      paramLabel = "FLEET",
      description = "The fleet's name; all fleets when not given.")
  private @Nullable String fleet;

  @Option(
      names = "--provider",
      description =
          "List the images and volume snapshots that the fleet's provider has, whoever made them.")
  private boolean provider;

  public SnapshotListCommand(Output output, Supplier<FleetEngine> engine) {
    this.output = output;
    this.engine = engine;
  }

  /** The result as data with {@code --provider}. */
  record Images(List<ProviderImage> images) {}

  /** The result as data. */
  record Sets(List<Entry> snapshotSets) {
    /** One set; {@code snapshot show} has the rest. */
    record Entry(
        String id,
        String fleet,
        String site,
        String provider,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String region,
        Instant takenAt,
        long sizeBytes,
        List<String> tiers,
        @JsonIgnore String location) {
      static Entry of(SnapshotReport set) {
        return new Entry(
            set.id(),
            set.fleet(),
            set.site(),
            set.provider(),
            set.region(),
            set.takenAt(),
            set.sizeBytes(),
            set.tiers().stream().map(SnapshotReport.TierReport::tier).toList(),
            set.location());
      }
    }
  }

  @Override
  public void run() {
    if (provider) {
      List<ProviderImage> images = engine.get().providerImages(fleet);
      output.result(new Images(images), imagesText(images));
      return;
    }
    List<Sets.Entry> sets =
        engine.get().snapshotSets().stream()
            .filter(this::isWanted)
            .map(set -> Sets.Entry.of(SnapshotReport.of(set)))
            .toList();
    output.result(new Sets(sets), text(sets));
  }

  private static String imagesText(List<ProviderImage> images) {
    if (images.isEmpty()) {
      return "The provider has no image and no volume snapshot.";
    }
    Table table =
        new Table("PROVIDER", "KIND", "ID", "NAME", "STATE", "MADE", "BYTES", "FLEET", "SET");
    for (ProviderImage image : images) {
      table.row(
          image.provider(),
          image.kind(),
          image.id(),
          image.name(),
          image.state(),
          image.createdAt().truncatedTo(ChronoUnit.SECONDS),
          Bytes.text(image.sizeBytes()),
          Objects.requireNonNullElse(image.fleet(), "-"),
          Objects.requireNonNullElse(image.snapshotSet(), "-"));
    }
    return table.toString();
  }

  private boolean isWanted(SnapshotSet set) {
    return fleet == null || fleet.equals(set.fleet());
  }

  private static String text(List<Sets.Entry> sets) {
    if (sets.isEmpty()) {
      return "There is no snapshot set. Take one: snapfleet snapshot create FLEET";
    }
    Table table = new Table("ID", "FLEET", "SITE", "TAKEN", "PROVIDER", "BYTES", "TIERS");
    for (Sets.Entry set : sets) {
      table.row(
          set.id(),
          set.fleet(),
          set.site(),
          set.takenAt().truncatedTo(ChronoUnit.SECONDS),
          set.location(),
          Bytes.text(set.sizeBytes()),
          String.join(", ", set.tiers()));
    }
    return table.toString();
  }
}

package io.snapfleet.cli.image;

import io.snapfleet.cli.output.Bytes;
import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Table;
import io.snapfleet.fleet.operate.Ages;
import io.snapfleet.fleet.operate.FleetEngine;
import io.snapfleet.fleet.operate.Images;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import picocli.CommandLine.Command;

/** {@code snapfleet image ls}. */
@Command(
    name = "ls",
    description =
        "Lists the images that were baked, taken or adopted here, with who uses them and whether"
            + " they passed their trial.",
    footer = {"  snapfleet image ls", "  snapfleet image ls --json"})
public final class ImageListCommand implements Runnable {
  private final Output output;
  private final Supplier<FleetEngine> engine;
  private final Clock clock;

  public ImageListCommand(Output output, Supplier<FleetEngine> engine, Clock clock) {
    this.output = output;
    this.engine = engine;
    this.clock = clock;
  }

  /** The result as data. */
  record Listed(List<ImageReport> images, List<String> remarks) {}

  @Override
  public void run() {
    Images.Listing listing = engine.get().images().list();
    List<ImageReport> images = listing.images().stream().map(ImageReport::of).toList();
    output.result(
        new Listed(images, listing.remarks()), text(images) + String.join("\n", listing.remarks()));
  }

  private String text(List<ImageReport> images) {
    if (images.isEmpty()) {
      return "There is no image. Bake one: snapfleet bake TEMPLATE\n";
    }
    Table table = new Table("ID", "NAME", "PROVIDER", "AGE", "BYTES", "FROM", "TRIAL", "USED BY");
    for (ImageReport image : images) {
      table.row(
          image.id(),
          image.name(),
          image.provider(),
          Ages.text(Duration.between(image.createdAt(), clock.instant())),
          Bytes.text(image.sizeBytes()),
          image.from().isEmpty() ? "-" : image.from(),
          image.trial(),
          users(image.usedBy()));
    }
    return table.toString();
  }

  private static String users(List<String> users) {
    if (users.isEmpty()) {
      return "-";
    }
    int more = users.size() - 1;
    return users.getFirst() + (more == 0 ? "" : ", and %d more".formatted(more));
  }
}

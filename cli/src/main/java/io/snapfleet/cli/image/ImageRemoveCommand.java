package io.snapfleet.cli.image;

import io.snapfleet.cli.command.YesOption;
import io.snapfleet.cli.error.CommandException;
import io.snapfleet.cli.error.ExitCode;
import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Table;
import io.snapfleet.fleet.image.ImageRetention;
import io.snapfleet.fleet.image.KnownImage;
import io.snapfleet.fleet.operate.FleetEngine;
import io.snapfleet.fleet.operate.Images;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code snapfleet image rm}. */
@Command(
    name = "rm",
    description = "Removes images; refused for those that a fleet or a snapshot set uses.",
    footer = {
      "  snapfleet image rm web-1 --yes",
      "  snapfleet image rm --unused --dry-run          what would go, and why the others stay",
      "  snapfleet image rm --unused --keep 3 --yes",
    })
public final class ImageRemoveCommand implements Runnable {
  private final Output output;
  private final Supplier<FleetEngine> engine;

  @Parameters(
      arity = "0..*",
      paramLabel = "IMAGE",
      description = "Ids, names, or beginnings of ids, at least 4 characters.")
  private List<String> named = new ArrayList<>();

  @Option(
      names = "--unused",
      description =
          "Remove what was baked here and nothing uses, but for the newest of each build.")
  private boolean unused;

  @Option(
      names = "--keep",
      paramLabel = "N",
      description = "With --unused, how many of each build stay. Default: ${DEFAULT-VALUE}.")
  private int keep = 1;

  @Option(names = "--dry-run", description = "Print what would be removed; change nothing.")
  private boolean dryRun;

  @Mixin private YesOption yes = new YesOption();

  public ImageRemoveCommand(Output output, Supplier<FleetEngine> engine) {
    this.output = output;
    this.engine = engine;
  }

  /**
   * The result as data.
   *
   * @param removed whether they are gone, and not only would be
   */
  record Removal(boolean removed, List<Judged> images) {
    /** What became of one image, and why. */
    record Judged(String id, String name, boolean kept, String reason) {}
  }

  @Override
  public void run() {
    refuseMisuse();
    Images images = engine.get().images();
    if (unused) {
      Images.Listing listing = images.list();
      remove(images, ImageRetention.apply(listing.images(), keep));
      if (!dryRun) {
        images.forgetGone(listing);
      }
    } else {
      List<KnownImage> wanted = named.stream().map(images::find).distinct().toList();
      wanted.forEach(images::refuseRemoval);
      remove(
          images,
          wanted.stream()
              .map(image -> new ImageRetention.Verdict(image, false, "it was named"))
              .toList());
    }
  }

  private void refuseMisuse() {
    if (unused == !named.isEmpty()) {
      throw misused(
          unused ? "--unused finds the images by itself" : "no image is named",
          "name images, or give --unused");
    }
    if (keep < 1) {
      throw misused("--keep %d would keep no image of a build".formatted(keep), "give 1 or more");
    }
  }

  private static CommandException misused(String error, String fix) {
    return new CommandException(error, "snapfleet image rm", fix, ExitCode.BAD_INPUT);
  }

  private void remove(Images images, List<ImageRetention.Verdict> verdicts) {
    List<KnownImage> going =
        verdicts.stream()
            .filter(verdict -> !verdict.kept())
            .map(ImageRetention.Verdict::image)
            .toList();
    if (!dryRun && !going.isEmpty()) {
      if (!yes.given()) {
        output.prompt().confirm("Remove %s?".formatted(words(going)));
      }
      going.forEach(images::remove);
    }
    List<Removal.Judged> judged =
        verdicts.stream()
            .map(
                one ->
                    new Removal.Judged(
                        one.image().id(), one.image().name(), one.kept(), one.reason()))
            .toList();
    output.result(new Removal(!dryRun, judged), text(judged));
  }

  private static String words(List<KnownImage> images) {
    return images.stream()
        .map(image -> "image %s (%s)".formatted(image.id(), image.name()))
        .collect(Collectors.joining(", "));
  }

  private String text(List<Removal.Judged> judged) {
    if (judged.isEmpty()) {
      return "There is no image.";
    }
    String gone = dryRun ? "would go" : "removed";
    Table table = new Table("ID", "NAME", "DECISION", "WHY");
    judged.forEach(
        one -> table.row(one.id(), one.name(), one.kept() ? "kept" : gone, one.reason()));
    return table.toString();
  }
}

package io.snapfleet.cli.image;

import io.snapfleet.cli.output.Bytes;
import io.snapfleet.cli.output.Output;
import io.snapfleet.fleet.image.KnownImage;
import io.snapfleet.fleet.model.BakedImage;
import io.snapfleet.fleet.model.ImageTrial;
import io.snapfleet.fleet.operate.FleetEngine;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code snapfleet image show IMAGE}. */
@Command(
    name = "show",
    description = "Prints what is known of an image: where it comes from, its trials, its users.",
    footer = {"  snapfleet image show web-1", "  snapfleet image show 12345678 --json"})
public final class ImageShowCommand implements Runnable {
  private final Output output;
  private final Supplier<FleetEngine> engine;

  @Mixin private ImageArgument argument = new ImageArgument();

  public ImageShowCommand(Output output, Supplier<FleetEngine> engine) {
    this.output = output;
    this.engine = engine;
  }

  /**
   * The result as data.
   *
   * @param baked null unless it was baked here
   */
  record Shown(
      ImageReport image, @Nullable Baked baked, List<TrialReport> trials, List<String> packages) {}

  /** Where it comes from. */
  record Baked(
      String template,
      String templateHash,
      String build,
      String builder,
      String baseImage,
      Map<String, String> variables,
      String version) {
    static Baked of(BakedImage image) {
      return new Baked(
          image.template(),
          image.templateHash(),
          image.build(),
          image.builder(),
          image.baseImage(),
          new TreeMap<>(image.variables()),
          image.version());
    }
  }

  @Override
  public void run() {
    KnownImage image = argument.find(engine.get());
    List<ImageTrial> trials = engine.get().images().trials(image);
    BakedImage baked = image.baked();
    output.result(
        new Shown(
            ImageReport.of(image),
            baked == null ? null : Baked.of(baked),
            trials.stream().map(TrialReport::of).toList(),
            image.packages()),
        String.join("\n", lines(image, trials)));
  }

  private static List<String> lines(KnownImage image, List<ImageTrial> trials) {
    ImageReport report = ImageReport.of(image);
    List<String> lines = new ArrayList<>();
    lines.add("Image %s, %s".formatted(image.id(), image.name()));
    lines.add("provider   " + report.provider());
    lines.add("state      %s, %s".formatted(image.state(), Bytes.text(image.sizeBytes())));
    lines.add("made       " + image.createdAt());
    lines.add("from       " + (image.origin().isEmpty() ? "elsewhere" : image.origin()));
    BakedImage baked = image.baked();
    if (baked != null) {
      lines.addAll(lines(baked));
    }
    lines.add("packages   " + (image.packages().isEmpty() ? "-" : image.packages().size()));
    lines.add("trial      " + report.trial());
    trials.forEach(trial -> lines.add("  " + TrialReport.of(trial).text()));
    lines.add("used by    " + (image.users().isEmpty() ? "nobody" : ""));
    image.users().forEach(user -> lines.add("  " + user));
    return lines;
  }

  private static List<String> lines(BakedImage baked) {
    List<String> lines = new ArrayList<>();
    lines.add("template   %s, SHA-256 %s".formatted(baked.template(), baked.templateHash()));
    lines.add("build      %s, builder %s".formatted(baked.build(), baked.builder()));
    lines.add("base image " + baked.baseImage());
    lines.add("baked by   snapfleet " + baked.version());
    new TreeMap<>(baked.variables())
        .forEach((name, value) -> lines.add("variable   %s=%s".formatted(name, value)));
    return lines;
  }
}

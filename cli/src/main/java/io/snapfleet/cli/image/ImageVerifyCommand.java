package io.snapfleet.cli.image;

import io.snapfleet.cli.command.TimeoutOption;
import io.snapfleet.cli.error.ExitCode;
import io.snapfleet.cli.output.OperationProgress;
import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Progress;
import io.snapfleet.fleet.image.KnownImage;
import io.snapfleet.fleet.model.ImageTrial;
import io.snapfleet.fleet.operate.FleetEngine;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code snapfleet image verify IMAGE}. */
@Command(
    name = "verify",
    description =
        "Tries an image in a throw-away machine: it has to boot, to answer over SSH and to hold no"
            + " secrets; exit code 1 when it fails.",
    footer = {
      "  snapfleet image verify web-1",
      "  snapfleet image verify web-1 --fleet blog      it has to pass as a web machine of blog",
      "  snapfleet image verify 12345678 --recipe ./shop-recipe --timeout 20m",
    })
public final class ImageVerifyCommand implements Callable<Integer> {
  private final Output output;
  private final Supplier<FleetEngine> engine;

  @Mixin private ImageArgument argument = new ImageArgument();
  @Mixin private TimeoutOption timeout = new TimeoutOption();

  @ArgGroup private As as = new As();

  /** At most one of them. */
  static final class As {
    @Option(
        names = "--fleet",
        paramLabel = "FLEET",
        description =
            "Make it a web machine of a small copy of this fleet, whose check has to pass.")
    private @Nullable String fleet;

    @Option(
        names = "--recipe",
        paramLabel = "RECIPE",
        description =
            "Make it a web machine of this recipe, by name or directory, whose check has to pass;"
                + " machines of other tiers are installed.")
    private @Nullable String recipe;

    private @Nullable String recipe() {
      return recipe != null && recipe.contains("/")
          ? Path.of(recipe).toAbsolutePath().normalize().toString()
          : recipe;
    }
  }

  public ImageVerifyCommand(Output output, Supplier<FleetEngine> engine) {
    this.output = output;
    this.engine = engine;
  }

  @Override
  public Integer call() {
    FleetEngine limited = timeout.limit(engine);
    KnownImage image = argument.find(limited);
    ImageTrial trial;
    try (Progress progress = output.progress()) {
      trial =
          limited.images().verify(image, as.fleet, as.recipe(), new OperationProgress(progress));
    }
    TrialReport report = TrialReport.of(trial);
    output.result(report, "Image %s %s".formatted(image.id(), report.text()));
    boolean passed = trial.state() == ImageTrial.State.PASSED;
    return (passed ? ExitCode.DONE : ExitCode.FAILED).number();
  }
}

package io.snapfleet.cli.image;

import io.snapfleet.cli.error.CommandException;
import io.snapfleet.cli.error.ExitCode;
import io.snapfleet.cli.output.Output;
import io.snapfleet.fleet.image.ImageStanding;
import io.snapfleet.fleet.model.ImageTrial;
import io.snapfleet.fleet.operate.FleetEngine;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code snapfleet image promote}. */
@Command(
    name = "promote",
    description =
        "Makes a variables file of Terraform name an image that passed its trial: only the one line"
            + " changes, and the file as it was is kept beside it.",
    footer = {
      "  snapfleet image promote --tfvars terraform.tfvars              what the last bake made",
      "  snapfleet image promote lon1:123456 --tfvars terraform.tfvars",
      "  snapfleet image promote --manifest out.json --build wp --tfvars prod.tfvars --variable slug",
    })
public final class ImagePromoteCommand implements Runnable {
  private static final String SAFE = "[A-Za-z0-9._:/@-]+";

  private final Output output;
  private final Supplier<FleetEngine> engine;

  @Parameters(
      arity = "0..1",
      paramLabel = "IMAGE",
      description =
          "The image's id, or an artifact's, of which the regions are left out. Without it, what"
              + " the manifest tells.")
  private @Nullable String image;

  @Option(
      names = "--manifest",
      paramLabel = "FILE",
      description = "The manifest that the bake wrote. Default: ${DEFAULT-VALUE}.")
  private Path manifest = Path.of("packer-manifest.json");

  @Option(
      names = "--build",
      paramLabel = "NAME",
      description = "Which build's artifact, when the last run made several.")
  private @Nullable String build;

  @Option(
      names = "--tfvars",
      paramLabel = "FILE",
      required = true,
      description = "The variables file.")
  private Path variables = Path.of("terraform.tfvars");

  @Option(
      names = "--variable",
      paramLabel = "NAME",
      description = "The variable that names the image. Default: ${DEFAULT-VALUE}.")
  private String variable = "image_slug";

  public ImagePromoteCommand(Output output, Supplier<FleetEngine> engine) {
    this.output = output;
    this.engine = engine;
  }

  /**
   * The result as data.
   *
   * @param backup where the file as it was is kept; null when nothing changed
   * @param trial {@code passed} or {@code untried}
   */
  record Promoted(
      String file,
      String variable,
      String image,
      String previous,
      @Nullable String backup,
      String trial) {}

  @Override
  public void run() {
    String id = ManifestArtifact.id(image == null ? ManifestArtifact.in(manifest, build) : image);
    if (!id.matches(SAFE)) {
      throw new CommandException(
          "'%s' is no image's id".formatted(id),
          image == null ? manifest.toString() : "IMAGE",
          "give an id of letters, digits and . _ : / @ -",
          ExitCode.BAD_INPUT);
    }
    VariablesFile file = VariablesFile.read(variables);
    ImageStanding standing = engine.get().images().standing(id);
    refuseFailed(id, standing);
    String previous = file.value(variable);
    Path backup = previous.equals(id) ? null : file.set(variable, id);
    Promoted promoted =
        new Promoted(
            variables.toString(),
            variable,
            id,
            previous,
            backup == null ? null : backup.toString(),
            standing.state().name().toLowerCase(Locale.ROOT));
    output.result(promoted, text(promoted));
  }

  private static void refuseFailed(String id, ImageStanding standing) {
    ImageTrial trial = standing.trial();
    if (trial != null && standing.state() == ImageStanding.State.FAILED) {
      throw new CommandException(
          "image %s failed when it was tried at %s: %s"
              .formatted(id, trial.startedAt().truncatedTo(ChronoUnit.SECONDS), trial.reason()),
          "image " + id,
          "mend the template and bake again, or try it again: 'snapfleet image verify %s'"
              .formatted(id),
          ExitCode.BAD_INPUT);
    }
  }

  private static String text(Promoted promoted) {
    String done =
        promoted.backup() == null
            ? "%s is %s already.".formatted(promoted.variable(), promoted.image())
            : "%s is now %s; it was %s. The file as it was is %s."
                .formatted(
                    promoted.variable(), promoted.image(), promoted.previous(), promoted.backup());
    return promoted.trial().equals("untried")
        ? done
            + "\nNobody has tried it: 'snapfleet image verify %s' does.".formatted(promoted.image())
        : done;
  }
}

package io.snapfleet.cli.image;

import io.snapfleet.cli.error.CommandException;
import io.snapfleet.cli.error.ExitCode;
import io.snapfleet.cli.output.Output;
import io.snapfleet.fleet.image.ImageStanding;
import io.snapfleet.fleet.model.ImageTrial;
import io.snapfleet.fleet.operate.FleetEngine;
import io.snapfleet.fleet.operate.Images;
import io.snapfleet.fleet.spec.FleetFile;
import java.nio.file.Path;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code snapfleet image promote}. */
@Command(
    name = "promote",
    description =
        "Makes a file name an image that did not fail its trial: a fleet file its web machines'"
            + " image, or a variables file of Terraform a variable. Only that changes, and the file"
            + " as it was is kept beside it.",
    footer = {
      "  snapfleet image promote --fleet-file fleet.yaml                what the last bake made",
      "  snapfleet image promote 123456 --fleet-file fleet.yaml         'snapfleet up' then uses it",
      "  snapfleet image promote lon1:123456 --tfvars terraform.tfvars",
      "  snapfleet image promote --manifest out.json --build wp --tfvars prod.tfvars --variable slug",
    })
public final class ImagePromoteCommand implements Runnable {
  private static final String IMAGE_SLUG = "image_slug";
  private static final String LATEST = "latest:";

  /** Regions and an id: names have colons too, such as those of times. */
  private static final Pattern ARTIFACT = Pattern.compile("[a-z0-9]+(,[a-z0-9]+)*:[^:]+");

  /** An id of DigitalOcean's, which may be of an account that is not known here. */
  private static final Pattern NUMBER = Pattern.compile("[0-9]+");

  private static final String SAFE = "[A-Za-z0-9._:/@-]+";

  private final Output output;
  private final Supplier<FleetFile> fleetFile;
  private final Supplier<FleetEngine> engine;

  @Parameters(
      arity = "0..1",
      paramLabel = "IMAGE",
      description =
          "The image's id, its name, or the beginning of its id, at least 4 characters; or an"
              + " artifact, of which the regions are left out. Without it, what the manifest tells.")
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

  @ArgGroup(multiplicity = "1")
  private Target target = new Target();

  /** One of them. */
  static final class Target {
    @Option(
        names = "--fleet-file",
        paramLabel = "FILE",
        description = "The fleet file: 'image' of its tier web is set, or added.")
    private @Nullable Path fleetFile;

    @Option(
        names = "--tfvars",
        paramLabel = "FILE",
        description = "The variables file of Terraform: a variable that it sets is set anew.")
    private @Nullable Path variables;

    private Path named() {
      return Objects.requireNonNull(fleetFile == null ? variables : fleetFile, "the file");
    }
  }

  @Option(
      names = "--variable",
      paramLabel = "NAME",
      description =
          "The variable that names the image, with --tfvars. Default: " + IMAGE_SLUG + ".")
  private @Nullable String variable;

  public ImagePromoteCommand(
      Output output, Supplier<FleetFile> fleetFile, Supplier<FleetEngine> engine) {
    this.output = output;
    this.fleetFile = fleetFile;
    this.engine = engine;
  }

  /**
   * The result as data.
   *
   * @param variable what in the file names the image
   * @param previous null where the file named none
   * @param backup where the file as it was is kept; null when nothing changed
   * @param trial {@code passed} or {@code untried}
   */
  record Promoted(
      String file,
      String variable,
      String image,
      @Nullable String previous,
      @Nullable String backup,
      String trial) {}

  @Override
  public void run() {
    String id = id();
    if (!id.matches(SAFE)) {
      throw new CommandException(
          "'%s' is no image's id".formatted(id),
          image == null ? manifest.toString() : "IMAGE",
          "give an id of letters, digits and . _ : / @ -",
          ExitCode.BAD_INPUT);
    }
    NamingFile file = file();
    ImageStanding standing = engine.get().images().standing(id);
    refuseFailed(id, standing);
    String previous = file.image();
    Path backup = id.equals(previous) ? null : file.set(id);
    Promoted promoted =
        new Promoted(
            target.named().toString(),
            file.key(),
            id,
            previous,
            backup == null ? null : backup.toString(),
            standing.state().name().toLowerCase(Locale.ROOT));
    output.result(promoted, text(promoted));
  }

  /** What a manifest says is written as it stands: it may tell of providers not known here. */
  private String id() {
    String named = image;
    if (named == null) {
      return ManifestArtifact.id(ManifestArtifact.in(manifest, build));
    }
    Images images = engine.get().images();
    return images.id(named).orElseGet(() -> unlisted(named, images));
  }

  /** Of an image that nobody here knows by these words. */
  private static String unlisted(String text, Images images) {
    boolean artifact = !text.startsWith(LATEST) && ARTIFACT.matcher(text).matches();
    if (artifact) {
      String id = ManifestArtifact.id(text);
      return images.id(id).orElse(id);
    }
    return NUMBER.matcher(text).matches() ? text : images.find(text).id();
  }

  private NamingFile file() {
    if (target.fleetFile == null) {
      return VariablesFile.read(target.named(), variable == null ? IMAGE_SLUG : variable);
    }
    if (variable != null) {
      throw new CommandException(
          "a fleet file has no variables",
          "--variable",
          "leave it out, or name a variables file of Terraform with --tfvars",
          ExitCode.BAD_INPUT);
    }
    return new NamingFleetFile(fleetFile.get(), target.named());
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
                    promoted.variable(),
                    promoted.image(),
                    promoted.previous() == null ? "not there" : promoted.previous(),
                    promoted.backup());
    return promoted.trial().equals("untried")
        ? done
            + "\nNobody has tried it: 'snapfleet image verify %s' does.".formatted(promoted.image())
        : done;
  }
}

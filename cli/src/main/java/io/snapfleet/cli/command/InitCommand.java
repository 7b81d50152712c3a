package io.snapfleet.cli.command;

import io.snapfleet.cli.error.CommandException;
import io.snapfleet.cli.error.ExitCode;
import io.snapfleet.cli.output.Output;
import io.snapfleet.fleet.spec.FleetFile;
import io.snapfleet.fleet.spec.FleetTemplate;
import io.snapfleet.provider.input.NearestName;
import io.snapfleet.provider.input.Quoted;
import io.snapfleet.recipe.Recipe;
import io.snapfleet.recipe.RecipeCatalog;
import io.snapfleet.recipe.Setting;
import io.snapfleet.recipe.SourceRule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code snapfleet init [FLEET]}. */
@Command(
    name = "init",
    description = "Writes a commented fleet file; asks for what was not given when at a terminal.",
    footer = {
      "  snapfleet init                         asks, then writes fleet.yaml",
      "  snapfleet init shop --title 'The Shop' --set admin-email=me@example.com",
      "  snapfleet init docs --recipe static --source site -f docs.yaml",
      "  snapfleet init --provider digitalocean --provider-option region=lon1 --set admin-email=me@x.org",
    })
public final class InitCommand implements Runnable {
  private final Output output;
  private final RecipeCatalog recipes;
  private final Supplier<FleetFile> fleetFile;

  @Parameters(
      arity = "0..1",
      paramLabel = "FLEET",
      description = "The fleet's name; my-site when not given.")
  private @Nullable String fleet;

  @Option(names = "--title", paramLabel = "TEXT", description = "The site's title.")
  private @Nullable String title;

  @Option(
      names = "--recipe",
      paramLabel = "NAME",
      description = "The application's recipe; wordpress when not given.")
  private String recipe = "wordpress";

  @Option(
      names = "--provider",
      paramLabel = "NAME",
      description = "Where it runs: local, which is this computer, or digitalocean.")
  private String provider = "local";

  @Option(
      names = "--provider-option",
      paramLabel = "NAME=VALUE",
      description = "An option of the provider; may be given several times.")
  private Map<String, String> providerOptions = new TreeMap<>();

  @Option(
      names = "--set",
      paramLabel = "NAME=VALUE",
      description = "A setting of the application; may be given several times.")
  private Map<String, String> settings = new TreeMap<>();

  @Option(
      names = "--source",
      paramLabel = "DIRECTORY",
      description = "The application's own files, which some recipes need.")
  private @Nullable Path source;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port of this computer it is published at; any free one when not given.")
  private int port;

  @Option(names = "--force", description = "Overwrite the file when there is one.")
  private boolean force;

  @Mixin private FleetFileOption option = new FleetFileOption();

  public InitCommand(Output output, RecipeCatalog recipes, Supplier<FleetFile> fleetFile) {
    this.output = output;
    this.recipes = recipes;
    this.fleetFile = fleetFile;
  }

  /** The result as data. */
  record Written(String file, String fleet, String recipe) {}

  @Override
  public void run() {
    Path file = option.file();
    requireDirectory(file);
    if (!force && Files.exists(file)) {
      throw exists(file);
    }
    Recipe application = recipes.find(recipe);
    String name = given(fleet, "Name of the fleet", "my-site");
    String shownTitle = given(title, "Title of the site", "My site");
    FleetTemplate template =
        new FleetTemplate(
            name,
            shownTitle,
            provider,
            providerOptions,
            settings(application),
            port,
            source(application, file));
    write(file, checked(template.commented(application), file));
    output.result(
        new Written(file.toString(), name, recipe),
        "Wrote " + file + ". Next: snapfleet up -f " + file);
  }

  private String given(@Nullable String value, String question, String byDefault) {
    return value == null ? output.prompt().ask(question, byDefault) : value;
  }

  /** What was given, and what the recipe asks for and has no default of. */
  private Map<String, String> settings(Recipe application) {
    settings.keySet().forEach(name -> requireKnown(name, application));
    Map<String, String> complete = new TreeMap<>(settings);
    new TreeMap<>(application.settings())
        .forEach(
            (name, setting) -> {
              if (setting.byDefault() == null) {
                complete.computeIfAbsent(name, _ -> asked(name, setting));
              }
            });
    return complete;
  }

  /** The file is written of the settings that the recipe has: any other would be lost. */
  private void requireKnown(String name, Recipe application) {
    Set<String> known = application.settings().keySet();
    if (!known.contains(name)) {
      String hint = NearestName.hint(name, known, "settings");
      throw new CommandException(
          "recipe " + recipe + " has no setting " + Quoted.of(name),
          "--set",
          hint == null ? "leave --set out" : hint,
          ExitCode.BAD_INPUT);
    }
  }

  private String asked(String name, Setting setting) {
    if (!output.prompt().possible()) {
      throw new CommandException(
          "the setting " + name + " must be given: " + setting.description(),
          "recipe " + recipe,
          "add --set " + name + "=VALUE",
          ExitCode.BAD_INPUT);
    }
    return output.prompt().ask(name + ": " + setting.description(), "");
  }

  /** As it is written in the file: relative to the file's directory. */
  private @Nullable String source(Recipe application, Path file) {
    Path given = source;
    if (given == null && application.source() == SourceRule.REQUIRED) {
      given = askedSource();
    }
    return given == null
        ? null
        : directoryOf(file).relativize(given.toAbsolutePath().normalize()).toString();
  }

  private Path askedSource() {
    if (!output.prompt().possible()) {
      throw new CommandException(
          "recipe " + recipe + " requires the application's own files",
          "recipe " + recipe,
          "add --source DIRECTORY",
          ExitCode.BAD_INPUT);
    }
    return Path.of(output.prompt().ask("Directory with the application's own files", "site"));
  }

  private static Path directoryOf(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().normalize().getParent());
  }

  /** A file that would not be valid is not written. */
  private String checked(String text, Path file) {
    fleetFile.get().read(text, file.toString(), directoryOf(file));
    return text;
  }

  private void write(Path file, String text) {
    OpenOption[] options =
        force
            ? new OpenOption[] {
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE
            }
            : new OpenOption[] {StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE};
    try {
      Files.writeString(file, text, options);
    } catch (FileAlreadyExistsException meanwhile) {
      throw exists(file);
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  private static void requireDirectory(Path file) {
    Path directory = directoryOf(file);
    if (!Files.isDirectory(directory)) {
      throw new CommandException(
          "there is no directory " + directory,
          file.toString(),
          "make it first, or name a file in another with -f",
          ExitCode.BAD_INPUT);
    }
  }

  private static CommandException exists(Path file) {
    return new CommandException(
        "there is a file of this name already",
        file.toString(),
        "name another with -f, or add --force to overwrite it",
        ExitCode.BAD_INPUT);
  }
}

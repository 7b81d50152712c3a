package io.snapfleet.cli.bake;

import io.snapfleet.bake.source.InvalidTemplateException;
import io.snapfleet.bake.template.Build;
import io.snapfleet.bake.template.Masking;
import io.snapfleet.bake.template.Surroundings;
import io.snapfleet.bake.template.Template;
import io.snapfleet.bake.template.TemplateFile;
import io.snapfleet.cli.output.Output;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code snapfleet bake validate TEMPLATE}. */
@Command(
    name = "validate",
    description = "Checks an image template and says everything that is wrong with it.",
    footer = {
      "  snapfleet bake validate web.json",
      "  snapfleet bake validate -var-file=variables.json web.json",
      "  snapfleet bake validate -var 'region=ams3' -only=web,worker web.json",
      "  snapfleet bake validate -syntax-only web.json",
      "  snapfleet bake validate --json web.json       mistakes as data, on standard error",
    })
public final class BakeValidateCommand implements Runnable {
  private final Output output;
  private final TemplateRun run;

  @Parameters(
      paramLabel = "TEMPLATE",
      description = "The template, a JSON file; - is the standard input.")
  private Path template = Path.of("template.json");

  @Mixin private TemplateOptions options = new TemplateOptions();

  @Option(
      names = {"-syntax-only", "--syntax-only"},
      description = "Look at the shape of the template alone, not at variables and components.")
  private boolean syntaxOnly;

  @Option(
      names = {"-machine-readable", "--machine-readable"},
      description = "Print mistakes as lines of values separated by commas as well.")
  private boolean machineReadable;

  public BakeValidateCommand(Output output, TemplateRun run) {
    this.output = output;
    this.run = run;
  }

  /** The result as data. */
  record Valid(boolean valid, String file, List<Checked> builds) {
    /**
     * @param refusals why it can be checked, and not be run
     */
    record Checked(String name, String type, List<String> refusals) {
      static Checked of(Build build, Masking masking) {
        return new Checked(
            masking.mask(build.name()),
            build.type(),
            build.refusals().stream().map(masking::mask).toList());
      }
    }
  }

  @Override
  public void run() {
    Surroundings surroundings = run.begin();
    try {
      validate(surroundings);
    } catch (InvalidTemplateException invalid) {
      if (machineReadable) {
        MachineLines lines = new MachineLines(surroundings.started());
        invalid.problems().forEach(one -> output.verbatim(lines.error(one.toString())));
      }
      throw invalid;
    }
  }

  private void validate(Surroundings surroundings) {
    TemplateFile file = run.read(template);
    if (syntaxOnly) {
      file.requireSound();
      print(new Valid(true, file.path().toString(), List.of()), " has a sound shape\n");
      return;
    }
    Template checked = Template.of(file, options.input(), surroundings);
    List<Valid.Checked> builds =
        checked.builds().stream().map(build -> Valid.Checked.of(build, checked.masking())).toList();
    print(
        new Valid(true, file.path().toString(), builds),
        " is valid: " + named(builds) + "\n" + refusals(builds));
  }

  private void print(Valid result, String verdict) {
    output.result(result, result.file() + verdict);
  }

  private static String named(List<Valid.Checked> builds) {
    String names = builds.stream().map(Valid.Checked::name).collect(Collectors.joining(", "));
    return switch (builds.size()) {
      case 0 -> "no build is selected";
      case 1 -> "build " + names;
      default -> "builds " + names;
    };
  }

  private static String refusals(List<Valid.Checked> builds) {
    return builds.stream()
        .flatMap(build -> build.refusals().stream().map(why -> line(build.name(), why)))
        .collect(Collectors.joining());
  }

  private static String line(String build, String why) {
    return "note: build " + build + " cannot be run: " + why + "\n";
  }
}

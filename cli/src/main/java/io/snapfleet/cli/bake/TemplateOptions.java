package io.snapfleet.cli.bake;

import io.snapfleet.bake.template.TemplateInput;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The values of a template's variables, and which of its builds are meant; as Packer has them. */
final class TemplateOptions {
  @Option(
      names = {"-var", "--var"},
      paramLabel = "NAME=VALUE",
      description = "The value of a variable; wins over those of files. May be repeated.")
  private List<String> assignments = new ArrayList<>();

  @Option(
      names = {"-var-file", "--var-file"},
      paramLabel = "FILE",
      description = "A JSON file with values of variables; later ones win. May be repeated.")
  private List<Path> files = new ArrayList<>();

  @Option(
      names = {"-only", "--only"},
      paramLabel = "BUILD",
      description = "Only these builds, separated by commas.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = {"-except", "--except"},
      paramLabel = "BUILD",
      description = "All but these builds and post-processors, separated by commas.")
  private List<String> except = new ArrayList<>();

  @Spec(Target.MIXEE)
  private CommandSpec spec = CommandSpec.create();

  TemplateInput input() {
    Map<String, String> values = new LinkedHashMap<>();
    for (String assignment : assignments) {
      int equals = assignment.indexOf('=');
      if (equals < 1) {
        throw new ParameterException(
            spec.commandLine(), "-var needs NAME=VALUE, not '" + assignment + "'");
      }
      values.put(assignment.substring(0, equals), assignment.substring(equals + 1));
    }
    return new TemplateInput(values, files, names(only), names(except));
  }

  /** Empty ones count, as in Packer: a comma alone is no name of any build. */
  private static Set<String> names(List<String> given) {
    return given.stream()
        .flatMap(names -> Stream.of(names.split(",", -1)))
        .collect(Collectors.toSet());
  }
}

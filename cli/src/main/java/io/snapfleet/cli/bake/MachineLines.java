package io.snapfleet.cli.bake;

import io.snapfleet.bake.run.Console.Kind;
import io.snapfleet.bake.template.Outline;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lines of values separated by commas, as Packer prints them for programs. */
final class MachineLines {
  private final Instant now;

  MachineLines(Instant now) {
    this.now = now;
  }

  /** The variables, those that must be given first; then builders and provisioners. */
  String of(Outline outline) {
    return Stream.of(
            outline.variables().stream().filter(Outline.Variable::required).map(this::variable),
            outline.variables().stream().filter(one -> !one.required()).map(this::variable),
            outline.builders().stream()
                .map(one -> line("template-builder", one.name(), one.type())),
            outline.provisioners().stream().map(type -> line("template-provisioner", type)))
        .flatMap(lines -> lines)
        .collect(Collectors.joining());
  }

  /** Something that is wrong. */
  String error(String sentence) {
    return line("ui", "error", sentence);
  }

  /** Something that a build says. */
  String said(Kind kind, String text) {
    return line("ui", kind.name().toLowerCase(Locale.ROOT), text);
  }

  /**
   * Something for programs alone.
   *
   * @param target the build it is about; may be empty
   */
  String fact(String target, String type, String... values) {
    return now.getEpochSecond()
        + ","
        + escaped(target)
        + ","
        + type
        + Arrays.stream(values).map(value -> "," + escaped(value)).collect(Collectors.joining())
        + "\n";
  }

  private String variable(Outline.Variable variable) {
    return line(
        "template-variable",
        variable.name(),
        variable.value().orElse(""),
        variable.required() ? "1" : "0");
  }

  private String line(String... values) {
    return now.getEpochSecond()
        + ",,"
        + Arrays.stream(values).map(MachineLines::escaped).collect(Collectors.joining(","))
        + "\n";
  }

  private static String escaped(String value) {
    return value.replace(",", "%!(PACKER_COMMA)").replace("\r", "\\r").replace("\n", "\\n");
  }
}

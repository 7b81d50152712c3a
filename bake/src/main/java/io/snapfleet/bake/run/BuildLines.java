package io.snapfleet.bake.run;

import io.snapfleet.bake.run.Console.Kind;
import io.snapfleet.bake.template.Masking;
import java.util.stream.Stream;

/** What one build says: its name before each line, secrets masked. */
public final class BuildLines implements Remarks {
  private final String build;
  private final String name;
  private final Console console;
  private final Masking masking;

  public BuildLines(String build, Console console, Masking masking) {
    this(masking.mask(build), masking.mask(build), console, masking);
  }

  private BuildLines(String build, String name, Console console, Masking masking) {
    this.build = build;
    this.name = name;
    this.console = console;
    this.masking = masking;
  }

  /** The build's name as people may see it. */
  public String build() {
    return build;
  }

  @Override
  public void say(String text) {
    print(Kind.SAY, "==>", text);
  }

  /** What a program prints. */
  public void message(String text) {
    print(Kind.MESSAGE, "   ", text);
  }

  /** What has gone wrong, or what a program prints as errors. */
  @Override
  public void error(String text) {
    print(Kind.ERROR, "==>", text);
  }

  /** Whether a text holds something that is kept out of all lines. */
  public boolean holdsSecret(String text) {
    return masking.hides(text);
  }

  BuildLines of(String type) {
    return new BuildLines(build, build + " (" + type + ")", console, masking);
  }

  private void print(Kind kind, String arrow, String text) {
    String masked = masking.mask(text);
    Stream<String> lines = masked.isEmpty() ? Stream.of("") : masked.lines();
    lines
        .map(line -> arrow + " " + name + ": " + line)
        .forEach(line -> console.line(kind, line.stripTrailing()));
  }
}

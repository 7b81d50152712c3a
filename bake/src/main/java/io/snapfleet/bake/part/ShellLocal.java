package io.snapfleet.bake.part;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.local.LocalProgram;
import io.snapfleet.bake.local.Scratch;
import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.run.BuildSite;
import io.snapfleet.bake.run.CommandInput;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Scripts on this computer, for a provisioner as for a post-processor. */
final class ShellLocal {
  private static final String USUAL = "{{.Vars}} {{.Script}}";

  private final Settings settings;
  private final BuildSite site;
  private final UnaryOperator<String> rendering;

  /**
   * @param rendering puts in what is known of the running build
   */
  ShellLocal(Settings settings, BuildSite site, UnaryOperator<String> rendering) {
    this.settings = settings;
    this.site = site;
    this.rendering = rendering;
  }

  void run() {
    List<String> systems = settings.texts("only_on");
    if (!systems.isEmpty() && !systems.contains("linux")) {
      site.lines().say("Skipping shell-local due to runtime OS: linux");
      return;
    }
    scripts().forEach(script -> run(site.resolve(rendering.apply(script))));
    runInline();
  }

  private List<String> scripts() {
    return Stream.concat(settings.text("script").stream(), settings.texts("scripts").stream())
        .toList();
  }

  private void runInline() {
    List<String> lines = settings.text("command").map(List::of).orElse(settings.texts("inline"));
    if (lines.isEmpty()) {
      return;
    }
    try (Scratch scratch = Scratch.make()) {
      run(write(lines.stream().map(rendering).toList(), scratch));
    }
  }

  private Path write(List<String> lines, Scratch scratch) {
    String text =
        "#!" + settings.requiredText("inline_shebang") + "\n" + String.join("\n", lines) + "\n";
    String ending = settings.text("tempfile_extension").orElse("");
    try {
      Path script =
          Files.createFile(
              scratch.file("script" + ending),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      return Files.writeString(script, text);
    } catch (IOException unwritable) {
      throw new BuildException("the inline script cannot be written: " + unwritable, unwritable);
    }
  }

  private void run(Path script) {
    site.lines().say("Running local shell script: " + script);
    LocalProgram program = new LocalProgram(site.surroundings().directory(), environment());
    ExitStatuses.of(settings).check(run(program, data(script)));
  }

  /** With a command of its own the template says what stands in arguments. */
  private int run(LocalProgram program, Map<String, String> data) {
    List<String> words = settings.texts("execute_command");
    if (words.isEmpty()) {
      CommandInput line = new CommandInput(site.render(USUAL, data));
      List<String> shell = List.of("/bin/sh", "-c", line.reader());
      return program.run(shell, line.bytes(), site.lines()::message, site.lines()::error);
    }
    List<String> command = words.stream().map(word -> site.render(word, data)).toList();
    return program.run(command, site.lines()::message, site.lines()::error);
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>(site.surroundings().environment());
    environment.put("PACKER_RUN_UUID", site.run().toString());
    return environment;
  }

  private Map<String, String> data(Path script) {
    return Map.of(
        "Vars", new ScriptVariables(settings, site, rendering).written("%s='%s' "),
        "Script", script.toString(),
        "Command", "");
  }
}

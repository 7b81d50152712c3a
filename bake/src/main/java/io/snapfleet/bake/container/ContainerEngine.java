package io.snapfleet.bake.container;

import io.snapfleet.bake.local.LocalProgram;
import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.template.Surroundings;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/**
 * The program of this computer that runs containers: podman or docker. Safe for use by several
 * threads.
 */
public final class ContainerEngine {
  private final List<String> command;
  private final Path directory;
  private final Map<String, String> environment;

  /**
   * @param command the program, and options that are always given to it
   */
  ContainerEngine(List<String> command, Surroundings surroundings) {
    this(command, surroundings.directory(), surroundings.environment());
  }

  private ContainerEngine(List<String> command, Path directory, Map<String, String> environment) {
    this.command = List.copyOf(command);
    this.directory = directory;
    this.environment = environment;
  }

  /** The same with one more variable in its environment. */
  ContainerEngine with(String variable, String value) {
    Map<String, String> more = new HashMap<>(environment);
    more.put(variable, value);
    return new ContainerEngine(command, directory, more);
  }

  /** The words it is called with. */
  public List<String> command() {
    return command;
  }

  /** Its name, such as {@code podman}. */
  String name() {
    return Path.of(command.getFirst()).getFileName().toString();
  }

  /** Whether it is podman rather than docker, which differ in some options. */
  boolean isPodman() {
    return name().startsWith("podman");
  }

  /** Options that its run needs on this computer. */
  public List<String> runOptions() {
    return isPodman() ? Limits.here().options() : List.of();
  }

  /** Calls it, and gives its exit status. */
  int run(List<String> arguments, Consumer<String> output, Consumer<String> errors) {
    return program().run(words(arguments), output, errors);
  }

  /** The same with something for it to read. */
  int run(List<String> arguments, byte[] input, Consumer<String> output, Consumer<String> errors) {
    return program().run(words(arguments), input, output, errors);
  }

  /**
   * What it prints, without blanks around.
   *
   * @throws BuildException where it fails
   */
  String said(List<String> arguments) {
    List<String> output = new CopyOnWriteArrayList<>();
    List<String> errors = new CopyOnWriteArrayList<>();
    check(arguments, run(arguments, output::add, errors::add), errors);
    return String.join("\n", output).strip();
  }

  /** The last line that it prints, such as the id of what was made. */
  String lastLine(List<String> arguments) {
    return said(arguments).lines().reduce("", (earlier, later) -> later).strip();
  }

  /** The same with what it prints put into a file. */
  void into(Path file, List<String> arguments) {
    List<String> errors = new CopyOnWriteArrayList<>();
    check(arguments, program().run(words(arguments), file, errors::add), errors);
  }

  /** The same with something for it to read, and what it prints unheard. */
  void given(String input, List<String> arguments) {
    List<String> errors = new CopyOnWriteArrayList<>();
    byte[] bytes = input.getBytes(StandardCharsets.UTF_8);
    check(arguments, run(arguments, bytes, line -> {}, errors::add), errors);
  }

  /**
   * Takes something away; that it is gone already is as good.
   *
   * @throws BuildException where it stays
   */
  void remove(List<String> arguments) {
    List<String> errors = new CopyOnWriteArrayList<>();
    int status = run(arguments, line -> {}, errors::add);
    if (errors.stream().noneMatch(ContainerEngine::saysGone)) {
      check(arguments, status, errors);
    }
  }

  /** Takes a container away at once, with the volumes that were made for it alone. */
  void removeContainer(String name) {
    remove(
        isPodman()
            ? List.of("rm", "--force", "--time", "0", "--volumes", "--ignore", name)
            : List.of("rm", "--force", "--volumes", name));
  }

  private static boolean saysGone(String line) {
    return line.contains("o such container")
        || line.contains("o such image")
        || line.contains("image not known");
  }

  private void check(List<String> arguments, int status, List<String> errors) {
    if (status != 0) {
      throw new BuildException(
          "%s %s ended with status %d: %s"
              .formatted(name(), arguments.getFirst(), status, String.join("; ", errors)));
    }
  }

  private LocalProgram program() {
    return new LocalProgram(directory, environment);
  }

  private List<String> words(List<String> arguments) {
    List<String> words = new ArrayList<>(command);
    words.addAll(arguments);
    return words;
  }
}

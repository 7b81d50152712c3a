package io.snapfleet.local;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds programs where root's shell would, whatever this process's own path says. */
final class Executables {
  private static final String SYSTEM =
      "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

  private Executables() {}

  static Optional<Path> find(String program) {
    return find(program, System.getenv());
  }

  /**
   * A program about to be started, as {@link #find} finds it. It finds others alike: podman starts
   * netavark, which starts iptables.
   */
  static ProcessBuilder builder(List<String> command) {
    ProcessBuilder builder = new ProcessBuilder(command);
    prepare(builder);
    return builder;
  }

  /** Looks where the environment of {@code builder} says, and where root's shell would. */
  static void prepare(ProcessBuilder builder) {
    List<String> command = new ArrayList<>(builder.command());
    find(command.getFirst(), builder.environment())
        .ifPresent(program -> command.set(0, program.toString()));
    builder.command(command);
    builder.environment().put("PATH", path(builder.environment()));
  }

  private static Optional<Path> find(String program, Map<String, String> environment) {
    return Stream.of(path(environment).split(File.pathSeparator))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private static String path(Map<String, String> environment) {
    String given = environment.getOrDefault("PATH", "");
    return given.isEmpty() ? SYSTEM : given + File.pathSeparator + SYSTEM;
  }
}

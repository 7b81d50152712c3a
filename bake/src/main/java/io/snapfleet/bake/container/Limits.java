package io.snapfleet.bake.container;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many files and processes a process of this computer may have. Where it may have fewer files
 * than podman gives to the containers of root, and may not raise that, no container starts unless
 * it is given what this process has.
 *
 * @param limits as the kernel tells them of a process
 * @param processes the most there can be at all
 */
record Limits(String limits, long processes) {
  private static final long FILES_BY_PODMAN = 1_048_576;

  /**
   * Those of this process; such that nothing need be given where they cannot be told. A file of the
   * kernel's settings has to be read in one go.
   */
  static Limits here() {
    try (BufferedReader most = Files.newBufferedReader(Path.of("/proc/sys/kernel/pid_max"))) {
      return new Limits(
          Files.readString(Path.of("/proc/self/limits")), Long.parseLong(most.readLine()));
    } catch (IOException | NumberFormatException unknown) {
      return new Limits("", 0);
    }
  }

  /** What podman's run must be told. */
  List<String> options() {
    long files = hard("Max open files").orElse(FILES_BY_PODMAN);
    if (files >= FILES_BY_PODMAN) {
      return List.of();
    }
    long most = Math.min(hard("Max processes").orElse(processes), processes);
    return List.of(
        "--ulimit", "nofile=" + files + ":" + files, "--ulimit", "nproc=" + most + ":" + most);
  }

  /** Empty where there is none. */
  private OptionalLong hard(String name) {
    Matcher line = Pattern.compile("(?m)^" + name + " +\\S+ +(\\d+) ").matcher(limits);
    return line.find() ? OptionalLong.of(Long.parseLong(line.group(1))) : OptionalLong.empty();
  }
}

package io.snapfleet.cli;

import io.snapfleet.cli.error.CommandException;
import io.snapfleet.cli.error.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The directory that holds all state, so that two homes never see each other's machines.
 *
 * @param directory absolute
 */
public record Home(Path directory) {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rwx------");

  /**
   * {@code SNAPFLEET_HOME}, or {@code snapfleet} in the XDG data directory. Makes nothing.
   *
   * @param environment the process's environment
   */
  public static Home of(Map<String, String> environment) {
    return given(environment, "SNAPFLEET_HOME")
        .or(() -> given(environment, "XDG_DATA_HOME").map(data -> data.resolve("snapfleet")))
        .or(() -> given(environment, "HOME").map(user -> user.resolve(".local/share/snapfleet")))
        .map(directory -> new Home(directory.toAbsolutePath().normalize()))
        .orElseThrow(Home::unknown);
  }

  /** Makes the directory where it is missing, and closes it to others. */
  public Path create() {
    try {
      Files.createDirectories(directory.getParent());
      if (!Files.isDirectory(directory)) {
        Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      }
      Files.setPosixFilePermissions(directory, OWNER_ONLY);
      return directory;
    } catch (IOException refused) {
      throw new CommandException(
          "the directory for Snapfleet's state cannot be made: " + refused.getMessage(),
          directory.toString(),
          "make it yourself with mode 0700, or set SNAPFLEET_HOME to another directory",
          ExitCode.FAILED);
    }
  }

  private static Optional<Path> given(Map<String, String> environment, String name) {
    return Optional.ofNullable(environment.get(name))
        .filter(value -> !value.isBlank())
        .map(Path::of);
  }

  private static CommandException unknown() {
    return new CommandException(
        "no directory for Snapfleet's state is known",
        "SNAPFLEET_HOME, XDG_DATA_HOME and HOME, none of which is set",
        "set SNAPFLEET_HOME to a directory of your own",
        ExitCode.BAD_INPUT);
  }
}

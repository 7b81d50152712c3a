package io.snapfleet.fleet.operate;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.snapfleet.fleet.model.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/**
 * The output of scripts that failed, as {@code OPERATION/MACHINE-STAGE.log} in a directory, all
 * readable by their owner alone. They go with their fleet. Thread-safe.
 */
public final class ScriptLogs {
  private static final FileAttribute<?> OWNERS_DIRECTORY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
  private static final FileAttribute<?> OWNERS_FILE =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path directory;

  /**
   * @param directory made when there is something to keep
   */
  public ScriptLogs(Path directory) {
    this.directory = directory;
  }

  /** Keeps the output of the last failure of this stage; the text holds no secret any more. */
  Path keep(String operation, String machine, String stage, String output) throws IOException {
    Path logs = directory.resolve(operation);
    Files.createDirectories(logs, OWNERS_DIRECTORY);
    Path fresh = Files.createTempFile(logs, ".", ".new", OWNERS_FILE);
    try {
      Files.writeString(fresh, output.endsWith("\n") ? output : output + "\n", UTF_8);
      return Files.move(
          fresh, logs.resolve(machine + "-" + stage + ".log"), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  /** Removes what was kept of these operations; none is done already. */
  void forget(List<Operation> operations) {
    for (Operation operation : operations) {
      remove(directory.resolve(operation.id()));
    }
  }

  private static void remove(Path logs) {
    try (Stream<Path> files = Files.list(logs)) {
      for (Path file : files.toList()) {
        Files.deleteIfExists(file);
      }
      Files.deleteIfExists(logs);
    } catch (NoSuchFileException gone) {
      // Nothing of it was kept.
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }
}

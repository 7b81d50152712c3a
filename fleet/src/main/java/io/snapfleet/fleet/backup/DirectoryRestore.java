package io.snapfleet.fleet.backup;

import io.snapfleet.vault.format.Node;
import io.snapfleet.vault.repository.Repository;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Writes a backup's content into a directory of this computer, through its tar program. */
final class DirectoryRestore {
  private final Repository repository;
  private final Path directory;

  /** Refuses a directory that has something in it. */
  DirectoryRestore(Repository repository, Path directory) {
    this.repository = repository;
    this.directory = directory.toAbsolutePath().normalize();
    try {
      Files.createDirectories(this.directory);
      try (Stream<Path> present = Files.list(this.directory)) {
        if (present.findAny().isPresent()) {
          throw new MachineFilesException(
              "the directory %s is not empty".formatted(this.directory));
        }
      }
    } catch (IOException unusable) {
      throw failed(unusable);
    }
  }

  /** Owners are kept where we may set them. */
  void files(String below, SortedMap<String, Node> nodes) {
    try {
      Path target = Files.createDirectories(directory.resolve(below));
      Process tar =
          new ProcessBuilder(
                  "tar", "--extract", "--file=-", "--preserve-permissions", "--numeric-owner")
              .directory(target.toFile())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      CompletableFuture<String> errors = CompletableFuture.supplyAsync(() -> errors(tar));
      try (OutputStream input = tar.getOutputStream();
          InputStream stream = TarStream.of(repository, nodes)) {
        stream.transferTo(input);
      }
      if (tar.waitFor() != 0) {
        throw new MachineFilesException(
            "tar could not write to %s: %s".formatted(target, errors.join().strip()));
      }
    } catch (IOException unusable) {
      throw failed(unusable);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new MachineFilesException("the restore was interrupted", interrupted);
    }
  }

  private static String errors(Process tar) {
    try {
      return new String(tar.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException ended) {
      return "";
    }
  }

  void file(String path, InputStream content) {
    Path target = directory.resolve(path);
    try (InputStream from = content) {
      Files.createDirectories(target.getParent());
      Files.copy(from, target);
    } catch (IOException unusable) {
      throw failed(unusable);
    }
  }

  private MachineFilesException failed(IOException cause) {
    return new MachineFilesException(
        "the backup could not be written to %s: %s".formatted(directory, cause.getMessage()),
        cause);
  }
}

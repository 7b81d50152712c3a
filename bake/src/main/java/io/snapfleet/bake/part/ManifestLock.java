package io.snapfleet.bake.part;

import io.snapfleet.bake.local.LocalFiles;
import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.run.Interruption;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Keeps other builds and other processes, Packer's too, away from a manifest: a file beside it that
 * only one of them can make.
 */
final class ManifestLock implements AutoCloseable {
  private static final Duration DEADLINE = Duration.ofSeconds(10);
  private static final Duration PAUSE = Duration.ofMillis(10);

  private final Path file;

  private ManifestLock(Path file) {
    this.file = file;
  }

  /**
   * @throws BuildException where somebody else has it for too long
   */
  static ManifestLock take(Path manifest) throws IOException {
    Path file = manifest.resolveSibling(manifest.getFileName() + ".lock");
    for (long left = DEADLINE.dividedBy(PAUSE); left > 0; left--) {
      try {
        Files.createFile(file);
        return new ManifestLock(file);
      } catch (FileAlreadyExistsException taken) {
        pause();
      }
    }
    throw new BuildException(
        "the manifest is being written by somebody else for "
            + DEADLINE.toSeconds()
            + " s: delete "
            + file
            + " where no other build runs");
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException stopped) {
      throw Interruption.of(stopped);
    }
  }

  @Override
  public void close() {
    LocalFiles.delete(file);
  }
}

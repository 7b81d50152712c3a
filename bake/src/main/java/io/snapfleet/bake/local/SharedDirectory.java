package io.snapfleet.bake.local;

import io.snapfleet.bake.run.BuildException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/**
 * An empty directory for something that may outlive the process, and that has a record of it before
 * it is made. Gone with all that is in it when it is closed.
 */
public record SharedDirectory(Path path) implements AutoCloseable {
  private static final String NAME = "snapfleet-bake-shared-";

  /**
   * One that was named before, perhaps by another process.
   *
   * @throws BuildException where it is none of these
   */
  public SharedDirectory {
    if (!path.isAbsolute() || !path.getFileName().toString().startsWith(NAME)) {
      throw new BuildException(path + " is no directory of a build");
    }
  }

  /** One that is not there yet, with a name that no other has. */
  public static SharedDirectory next() {
    return new SharedDirectory(
        Path.of(System.getProperty("java.io.tmpdir"))
            .toAbsolutePath()
            .resolve(NAME + UUID.randomUUID()));
  }

  /** Makes it, for its owner alone. */
  public void make() {
    try {
      Files.createDirectory(
          path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    } catch (IOException full) {
      throw new BuildException("a temporary directory cannot be made: " + full, full);
    }
  }

  /** May be called again. */
  @Override
  public void close() {
    DirectoryTree.delete(path);
  }
}

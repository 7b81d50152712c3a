package io.snapfleet.bake.local;

import io.snapfleet.bake.run.BuildException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An empty directory for something that may outlive the process, and that has a record of it. Gone
 * with all that is in it when it is closed.
 */
public record SharedDirectory(Path path) implements AutoCloseable {
  private static final String NAME = "snapfleet-bake-shared-";

  /**
   * One that was made before, perhaps by another process.
   *
   * @throws BuildException where it is none of these
   */
  public SharedDirectory {
    if (!path.isAbsolute() || !path.getFileName().toString().startsWith(NAME)) {
      throw new BuildException(path + " is no directory of a build");
    }
  }

  public static SharedDirectory make() {
    try {
      return new SharedDirectory(Files.createTempDirectory(NAME));
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

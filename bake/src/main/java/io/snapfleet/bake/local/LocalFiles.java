package io.snapfleet.bake.local;

import io.snapfleet.bake.run.BuildException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Files of this computer that builds make and take away. */
public final class LocalFiles {
  private LocalFiles() {}

  /** Nothing happens where it is gone already. */
  public static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException refused) {
      throw new BuildException(file + " cannot be deleted: " + refused.getMessage(), refused);
    }
  }

  public static void deleteAll(List<Path> files) {
    files.forEach(LocalFiles::delete);
  }

  /** Makes the directories that lead to a file. */
  public static void makeWay(Path file) throws IOException {
    Path parent = file.getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
  }
}

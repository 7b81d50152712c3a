package io.snapfleet.vault.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/** The directories of a repository. */
final class LocalLayout {
  private static final int DATA_DIRECTORIES = 256;

  private LocalLayout() {}

  static void createDirectories(Path root, LocalModes modes) throws IOException {
    Files.createDirectories(root, modes.directory());
    for (Backend.Kind kind : Backend.Kind.values()) {
      if (kind != Backend.Kind.CONFIG) {
        Files.createDirectories(root.resolve(kind.directory()), modes.directory());
      }
    }
    Path data = root.resolve(Backend.Kind.DATA.directory());
    for (int prefix = 0; prefix < DATA_DIRECTORIES; prefix++) {
      Files.createDirectories(
          data.resolve(HexFormat.of().toHexDigits((byte) prefix)), modes.directory());
    }
    LocalFileWriter.forceDirectory(data);
    LocalFileWriter.forceDirectory(root);
  }
}

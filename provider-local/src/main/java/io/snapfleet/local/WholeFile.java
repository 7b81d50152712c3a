package io.snapfleet.local;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * A file whose content is there whole or not at all, whoever reads it meanwhile, and also when the
 * process is killed, the disk is full or the power fails.
 */
record WholeFile(Path path) {
  private static final String DRAFT = ".draft";

  /** Whether a file is one that was not finished. */
  static boolean isDraft(Path file) {
    return file.toString().endsWith(DRAFT);
  }

  void write(byte[] content) throws IOException {
    Path draft = path.resolveSibling(path.getFileName() + DRAFT);
    try (FileChannel channel =
        FileChannel.open(
            draft,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer rest = ByteBuffer.wrap(content);
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(false);
    }
    Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE);
  }
}

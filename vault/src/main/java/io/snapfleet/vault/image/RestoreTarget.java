package io.snapfleet.vault.image;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where an image is restored to: a new or overwritten file, in which zeros are left out, or a block
 * device, to which they are written. Threads may write at the same time.
 */
final class RestoreTarget implements AutoCloseable {

  private final RandomAccessFile file;
  private final FileChannel channel;
  private final boolean sparse;

  private RestoreTarget(RandomAccessFile file, boolean sparse) {
    this.file = file;
    this.channel = file.getChannel();
    this.sparse = sparse;
  }

  static RestoreTarget open(Path path, long size) throws IOException {
    boolean device = Files.exists(path) && !Files.isRegularFile(path);
    RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw");
    try {
      if (!device) {
        empty(file);
        file.setLength(size);
      } else if (file.getChannel().size() < size) {
        throw new ImageException(
            "%s has %d bytes, but the image has %d; use a larger device."
                .formatted(path, file.getChannel().size(), size));
      }
      return new RestoreTarget(file, !device);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /**
   * Leaves an empty file as it is: after a truncation to nothing ext4 holds a file's closing up
   * until all of it is on its way to the disk ({@code auto_da_alloc}).
   */
  private static void empty(RandomAccessFile file) throws IOException {
    if (file.length() > 0) {
      file.setLength(0);
    }
  }

  /** Whether zeros need not be written. */
  boolean isSparse() {
    return sparse;
  }

  void write(ByteBuffer content, long position) throws IOException {
    long start = position - content.position();
    while (content.hasRemaining()) {
      channel.write(content, start + content.position());
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}

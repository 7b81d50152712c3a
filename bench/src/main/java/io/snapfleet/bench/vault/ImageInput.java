package io.snapfleet.bench.vault;

import io.snapfleet.bench.measure.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A file system's sparse image: the tree, a database's files, and media. The second day database
 * pages were written here and there, a few together, and some media in long runs.
 */
final class ImageInput implements Input {
  private static final int REGION = 1 << 20;
  private static final int HOT_REGIONS = 1_100;
  private static final int PAGES_IN_REGION = 3;
  private static final int PAGES_APART = 8;
  private static final int UPLOADS = 47;
  private static final int UPLOAD_BYTES = 3 << 19;

  private final Path image;
  private final List<Write> writes;
  private final long size;
  private final long allocated;

  /** Bytes that are written at a place, and those that were there. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Write(long at, byte[] before, byte[] after) {}

  private ImageInput(Path image, List<Write> writes, long size, long allocated) {
    this.image = image;
    this.writes = writes;
    this.size = size;
    this.allocated = allocated;
  }

  static ImageInput make(Path home, TreeInput tree, double scale) {
    try {
      Path image = ImageMaker.make(home, tree.path(), scale);
      String blocks = Program.run("stat", "--format=%b", image.toString()).output();
      long allocated = 512 * Long.parseLong(blocks.strip());
      return new ImageInput(image, plan(image, scale), Files.size(image), allocated);
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  /** Looks where the database and the media lie in the image, and says what is written there. */
  private static List<Write> plan(Path image, double scale) throws IOException {
    try (FileChannel channel = FileChannel.open(image, StandardOpenOption.READ)) {
      ImageRegions regions = ImageRegions.find(channel, REGION);
      Generated generated = new Generated(3);
      List<Write> writes = new ArrayList<>();
      for (long region : regions.ofDatabase(generated, (int) (HOT_REGIONS * scale))) {
        int first = generated.below(REGION / DatabasePage.BYTES - PAGES_APART);
        for (int page = 0; page < PAGES_IN_REGION; page++) {
          long at =
              region + (long) (first + page * PAGES_APART / PAGES_IN_REGION) * DatabasePage.BYTES;
          byte[] before = read(channel, at, DatabasePage.BYTES);
          byte[] after = before.clone();
          DatabasePage.update(after, 1);
          writes.add(new Write(at, before, after));
        }
      }
      for (long region : regions.ofMedia(generated, (int) Math.ceil(UPLOADS * scale))) {
        byte[] after = new byte[UPLOAD_BYTES];
        new Generated(region).media(after, 0, after.length);
        writes.add(new Write(region, read(channel, region, after.length), after));
      }
      return writes;
    }
  }

  private static byte[] read(FileChannel channel, long at, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining() && channel.read(bytes, at + bytes.position()) >= 0) {}
    return bytes.array();
  }

  @Override
  public String name() {
    return "image";
  }

  @Override
  public Path path() {
    return image;
  }

  @Override
  public boolean isImage() {
    return true;
  }

  @Override
  public String description() {
    long written = writes.stream().mapToLong(write -> write.after().length).sum();
    return "image: %,d MiB, of which %,d MiB are allocated; the second day %,d MiB written in %,d places"
        .formatted(size >> 20, allocated >> 20, written >> 20, writes.size());
  }

  @Override
  public void change() {
    writes.forEach(write -> write(write.at(), write.after()));
  }

  @Override
  public void undo() {
    writes.forEach(write -> write(write.at(), write.before()));
  }

  private void write(long at, byte[] bytes) {
    try (FileChannel channel = FileChannel.open(image, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer, at + buffer.position());
      }
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }
}

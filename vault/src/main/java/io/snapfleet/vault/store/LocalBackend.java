package io.snapfleet.vault.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;

/** A repository in a directory, laid out as restic does. Thread-safe, also between processes. */
public final class LocalBackend implements Backend {
  /**
   * Reading into a heap buffer goes through native memory of the same size, so it is done in
   * slices.
   */
  private static final int SLICE = 256 * 1024;

  private final Path root;
  private final LocalFileWriter writer;
  private final LocalListing listing;

  private LocalBackend(Path root, LocalModes modes) {
    this.root = root;
    this.writer = new LocalFileWriter(modes);
    this.listing = new LocalListing(root);
  }

  /** The repository's files in an existing directory; NOT_THERE when there is no such directory. */
  public static LocalBackend open(Path directory) {
    Path root = directory.toAbsolutePath().normalize();
    if (!Files.isDirectory(root)) {
      throw new StoreException(
          StoreException.Kind.NOT_THERE,
          "There is no directory %s; check the path, or make a repository there first."
              .formatted(root));
    }
    return new LocalBackend(root, LocalModes.derivedFrom(root.resolve("config")));
  }

  /**
   * Makes the directories of a repository, where they are missing, and opens them. ALREADY_THERE
   * when a repository is there.
   */
  public static LocalBackend create(Path directory) {
    Path root = directory.toAbsolutePath().normalize();
    if (Files.exists(root.resolve("config"))) {
      throw new StoreException(
          StoreException.Kind.ALREADY_THERE,
          "There is already a repository in %s; use it, or choose another place.".formatted(root));
    }
    try {
      LocalLayout.createDirectories(root, LocalModes.OWNER);
    } catch (IOException failed) {
      throw LocalErrors.explain("create", root, failed);
    }
    return open(root);
  }

  @Override
  public void save(Kind kind, String name, ByteBuffer... parts) {
    Path file = file(kind, name);
    try {
      writer.write(file, parts);
    } catch (FileAlreadyExistsException taken) {
      throw new StoreException(
          StoreException.Kind.ALREADY_THERE,
          "%s exists and was left as it is.".formatted(file),
          taken);
    } catch (IOException failed) {
      throw LocalErrors.explain("write", file, failed);
    }
  }

  @Override
  public ByteBuffer load(Kind kind, String name, long offset, int length) {
    Path file = file(kind, name);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      int wanted = length == 0 ? toTheEnd(file, channel.size() - offset) : length;
      return read(file, channel, offset, wanted);
    } catch (IOException failed) {
      throw LocalErrors.explain("read", file, failed);
    }
  }

  @Override
  public List<Entry> list(Kind kind) {
    try {
      return listing.entries(kind);
    } catch (IOException failed) {
      throw LocalErrors.explain("list", root.resolve(kind.directory()), failed);
    }
  }

  @Override
  public long size(Kind kind, String name) {
    Path file = file(kind, name);
    try {
      return Files.size(file);
    } catch (IOException failed) {
      throw LocalErrors.explain("look at", file, failed);
    }
  }

  @Override
  public void delete(Kind kind, String name) {
    Path file = file(kind, name);
    try {
      if (Files.deleteIfExists(file) && isForcedWhenDeleted(kind)) {
        LocalFileWriter.forceDirectory(root.resolve(kind.directory()));
      }
    } catch (IOException failed) {
      throw LocalErrors.explain("delete", file, failed);
    }
  }

  @Override
  public List<Leftover> leftovers(Instant before) {
    try {
      return listing.leftovers(before);
    } catch (IOException failed) {
      throw LocalErrors.explain("list", root, failed);
    }
  }

  @Override
  public void deleteLeftover(Leftover leftover) {
    Path file = root.resolve(leftover.name());
    if (!LocalListing.isLeftover(root, file)) {
      throw new IllegalArgumentException(leftover.name() + " is no leftover of a killed writer.");
    }
    try {
      Files.deleteIfExists(file);
    } catch (IOException failed) {
      throw LocalErrors.explain("delete", file, failed);
    }
  }

  @Override
  public String location() {
    return root.toString();
  }

  @Override
  public void close() {}

  private Path file(Kind kind, String name) {
    return root.resolve(FileNames.path(kind, name));
  }

  /**
   * An index must not come back once a pack it names is deleted, nor a snapshot or a key at all.
   * Packs and locks that come back do no harm.
   */
  private static boolean isForcedWhenDeleted(Kind kind) {
    return switch (kind) {
      case INDEX, SNAPSHOT, KEY -> true;
      case CONFIG, DATA, LOCK -> false;
    };
  }

  private static int toTheEnd(Path file, long rest) {
    if (rest < 0 || rest > Integer.MAX_VALUE - Long.BYTES) {
      throw corrupt(file, "has a length that no repository file has");
    }
    return (int) rest;
  }

  private static ByteBuffer read(Path file, FileChannel channel, long offset, int length)
      throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(boundedLength(file, channel, offset, length));
    while (bytes.position() < length) {
      bytes.limit(Math.min(length, bytes.position() + SLICE));
      if (channel.read(bytes, offset + bytes.position()) < 0) {
        throw corrupt(file, "became shorter while it was read");
      }
    }
    return bytes.flip();
  }

  /** Known to be there before memory is taken for it. */
  private static int boundedLength(Path file, FileChannel channel, long offset, int length)
      throws IOException {
    if (offset + length > channel.size()) {
      throw corrupt(
          file,
          "ends at byte %d, before byte %d that was asked for"
              .formatted(channel.size(), offset + length));
    }
    return length;
  }

  private static StoreException corrupt(Path file, String how) {
    return new StoreException(
        StoreException.Kind.CORRUPT,
        "%s %s; check the repository and repair it.".formatted(file, how));
  }
}

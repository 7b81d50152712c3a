package io.snapfleet.vault.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Writes a file under a temporary name beside its place, forces it to the disk, and links it into
 * place: whoever looks sees all of it or nothing, also after a power cut, and what is there stays.
 */
final class LocalFileWriter {
  /**
   * A heap buffer is copied by the JDK to native memory of the same size, so it is written in
   * slices.
   */
  private static final int SLICE = 256 * 1024;

  private final LocalModes modes;

  LocalFileWriter(LocalModes modes) {
    this.modes = modes;
  }

  /** Throws FileAlreadyExistsException when the place is taken. */
  void write(Path file, ByteBuffer... parts) throws IOException {
    Path temporary = temporaryBeside(file);
    try {
      writeForced(temporary, parts);
      moveIntoPlace(temporary, file);
      forceDirectory(directoryOf(file));
    } finally {
      deleteOrLeave(temporary);
    }
  }

  /** Makes what was created in, or removed from, the directory survive a power cut. */
  static void forceDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  private void writeForced(Path temporary, ByteBuffer... parts) throws IOException {
    try (FileChannel channel = create(temporary)) {
      for (ByteBuffer part : parts) {
        writeSlices(channel, part.duplicate());
      }
      channel.force(true);
    }
  }

  private FileChannel create(Path temporary) throws IOException {
    var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      return FileChannel.open(temporary, options, modes.file());
    } catch (NoSuchFileException noDirectory) {
      createDirectory(directoryOf(temporary));
      return FileChannel.open(temporary, options, modes.file());
    }
  }

  private void createDirectory(Path directory) throws IOException {
    Files.createDirectories(directory, modes.directory());
    forceDirectory(directoryOf(directory));
  }

  private static void writeSlices(FileChannel channel, ByteBuffer rest) throws IOException {
    int end = rest.limit();
    while (rest.position() < end) {
      rest.limit(Math.min(end, rest.position() + SLICE));
      channel.write(rest);
      rest.limit(end);
    }
  }

  private static void moveIntoPlace(Path temporary, Path file) throws IOException {
    try {
      Files.createLink(file, temporary);
    } catch (FileAlreadyExistsException taken) {
      throw taken;
    } catch (FileSystemException | UnsupportedOperationException noHardLinks) {
      moveWithoutLink(temporary, file);
    }
  }

  /**
   * For file systems without hard links; two writers of one name at one moment both succeed here.
   */
  private static void moveWithoutLink(Path temporary, Path file) throws IOException {
    if (Files.exists(file)) {
      throw new FileAlreadyExistsException(file.toString());
    }
    Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** What cannot be deleted is a leftover, which harms nothing and hides no better reason. */
  private static void deleteOrLeave(Path temporary) {
    try {
      Files.deleteIfExists(temporary);
    } catch (IOException left) {
      return;
    }
  }

  private static Path temporaryBeside(Path file) {
    String name = directoryOf(file).relativize(file).toString();
    return file.resolveSibling(FileNames.leftover(name, ThreadLocalRandom.current().nextLong()));
  }

  private static Path directoryOf(Path file) {
    Path directory = file.getParent();
    if (directory == null) {
      throw new IllegalArgumentException(file + " is in no directory.");
    }
    return directory;
  }
}

package io.snapfleet.bench.vault;

import io.snapfleet.bench.measure.BenchException;
import io.snapfleet.bench.measure.CleanUp;
import io.snapfleet.bench.measure.Program;
import io.snapfleet.bench.measure.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A new file system for one program's turn, so that none has to work around what another left. Not
 * root's gets a new directory instead.
 */
final class FreshDisk implements AutoCloseable {
  private final Path directory;
  private final Path mountPoint;
  private final boolean mounts = Tools.isRoot();

  private FreshDisk(Path directory) {
    this.directory = directory;
    this.mountPoint = directory.resolve("disk");
  }

  /**
   * @param work where its file is kept; it needs room for what is written to it
   * @param bytes how large it is
   */
  static FreshDisk make(Path work, long bytes, CleanUp cleanUp) {
    try {
      FreshDisk disk = new FreshDisk(Files.createTempDirectory(work, "turn-"));
      cleanUp.later(disk::close);
      Files.createDirectory(disk.mountPoint);
      if (disk.mounts) {
        disk.mount(bytes);
      }
      return disk;
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  private void mount(long bytes) {
    String file = directory.resolve("disk.ext4").toString();
    Program.run("truncate", "--size", Long.toString(bytes), file);
    // Nothing is left to be initialised in the background while something is measured.
    Program.run(
        "mkfs.ext4",
        "-q",
        "-F",
        "-N",
        "400000",
        "-m",
        "0",
        "-E",
        "lazy_itable_init=0,lazy_journal_init=0",
        file);
    String device = loopDevice(file);
    try {
      Program.run("mount", device, mountPoint.toString());
    } finally {
      // It goes when it is unmounted; at once, where it was not mounted.
      Program.run("losetup", "--detach", device);
    }
  }

  /**
   * One that passes by the memory's cache. Else all that is written is copied and kept twice, by
   * threads of the kernel that take the processor from what is measured, and an image's turn needs
   * more memory than 24 GiB.
   */
  private static String loopDevice(String file) {
    return Program.run("losetup", "--direct-io=on", "--find", "--show", file).output().strip();
  }

  Place place() {
    return new Place(mountPoint);
  }

  /** May be called twice. */
  @Override
  public void close() {
    if (!Files.exists(directory)) {
      return;
    }
    try {
      if (isMounted()) {
        Program.run("umount", mountPoint.toString());
      }
      delete(directory);
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  private boolean isMounted() throws IOException {
    return Files.readString(Path.of("/proc/self/mounts")).contains(" " + mountPoint + " ");
  }

  private void delete(Path tree) throws IOException {
    if (isMounted()) {
      throw new BenchException(tree + ", in which something is still mounted");
    }
    List<Path> all;
    try (Stream<Path> paths = Files.walk(tree)) {
      all = paths.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path path : all) {
      Files.delete(path);
    }
  }
}

package io.snapfleet.bench.vault;

import io.snapfleet.bench.measure.BenchException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/** Files of the Debian packages that are installed here. */
final class DebianFiles {
  private static final Path LISTS = Path.of("/var/lib/dpkg/info");
  private static final long LARGEST = 32 << 20;

  private DebianFiles() {}

  /** A file to copy. */
  record Found(Path path, long size) {}

  /**
   * Files of many packages, picked in an order that depends on their names alone, until there are
   * so many or they have so many bytes.
   */
  static List<Found> pick(int count, long bytes) throws IOException {
    List<Found> picked = new ArrayList<>();
    long sum = 0;
    for (Path path : inOrder()) {
      if (picked.size() == count) {
        return picked;
      }
      if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) && Files.isReadable(path)) {
        long size = Files.size(path);
        if (size <= LARGEST && sum + size <= bytes) {
          picked.add(new Found(path, size));
          sum += size;
        }
      }
    }
    if (picked.isEmpty()) {
      throw new BenchException(
          "no files of Debian packages under " + LISTS + ": this needs a Debian system");
    }
    return picked;
  }

  private static List<Path> inOrder() throws IOException {
    if (!Files.isDirectory(LISTS)) {
      return List.of();
    }
    try (Stream<Path> lists = Files.list(LISTS)) {
      return lists
          .filter(list -> list.toString().endsWith(".list"))
          .flatMap(DebianFiles::lines)
          .filter(line -> line.startsWith("/usr/"))
          .distinct()
          .sorted(Comparator.comparingLong(DebianFiles::place).thenComparing(line -> line))
          .map(Path::of)
          .toList();
    }
  }

  private static Stream<String> lines(Path list) {
    try {
      return Files.readAllLines(list).stream();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static long place(String line) {
    CRC32 sum = new CRC32();
    sum.update(line.getBytes(StandardCharsets.UTF_8));
    return sum.getValue();
  }
}

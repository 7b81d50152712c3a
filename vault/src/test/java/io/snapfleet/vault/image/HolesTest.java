package io.snapfleet.vault.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HolesTest {

  private static final int MIB = 1 << 20;

  @TempDir Path directory;

  @Test
  void whatWasWrittenIsDataAndTheRestIsNot() throws Exception {
    Path file = sparse(20L * MIB, 3L * MIB, 11L * MIB);
    List<Extent> data = Holes.dataOf(file, 20L * MIB);
    assertThat(data).anyMatch(extent -> covers(extent, 3L * MIB));
    assertThat(data).anyMatch(extent -> covers(extent, 11L * MIB));
    assertThat(data.stream().mapToLong(Extent::length).sum()).isBetween(2L * MIB, 4L * MIB);
  }

  @Test
  void aFileOfHolesHasNoData() throws Exception {
    assertThat(Holes.dataOf(sparse(5L * MIB), 5L * MIB)).isEmpty();
  }

  @Test
  void anEmptyFileHasNoData() throws Exception {
    assertThat(Holes.dataOf(sparse(0), 0)).isEmpty();
  }

  @Test
  void aFullFileIsOneExtent() throws Exception {
    Path file = Files.write(directory.resolve("full"), new byte[MIB + 5]);
    assertThat(Holes.dataOf(file, MIB + 5)).containsExactly(new Extent(0, MIB + 5));
  }

  @Test
  void aMissingFileIsNamed() {
    Path missing = directory.resolve("missing");
    assertThatThrownBy(() -> Holes.dataOf(missing, 1))
        .isInstanceOf(IOException.class)
        .hasMessage(missing + ": open failed with error 2.");
  }

  private Path sparse(long size, long... megabytesAt) throws IOException {
    Path path = directory.resolve("sparse");
    try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "rw")) {
      file.setLength(size);
      for (long at : megabytesAt) {
        file.seek(at);
        file.write("x".repeat(MIB).getBytes());
      }
    }
    return path;
  }

  private static boolean covers(Extent extent, long offset) {
    return extent.offset() <= offset && extent.end() >= offset + MIB;
  }
}

package io.snapfleet.bench.vault;

import io.snapfleet.bench.measure.Program;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Makes an ext4 file system's image of a tree, a database's files and media. */
final class ImageMaker {
  private static final long BYTES = 8L << 30;
  private static final long DATABASE_BYTES = 2_750L << 20;
  private static final long MEDIA_BYTES = 1L << 30;
  private static final int TABLES = 12;
  private static final int ALBUMS = 8;
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private ImageMaker() {}

  static Path make(Path home, Path tree, double scale) throws IOException {
    Path content = home.resolve("image-content");
    Path tables = Files.createDirectories(content.resolve("mysql"));
    for (int table = 0; table < TABLES; table++) {
      writeTable(tables.resolve("table" + table + ".ibd"), table, scale);
    }
    Path albums = Files.createDirectories(content.resolve("media"));
    for (int album = 0; album < ALBUMS; album++) {
      long bytes = (long) (MEDIA_BYTES * scale) / ALBUMS;
      MediaFile.write(albums.resolve("album" + album + ".bin"), 100L + album, bytes);
    }
    run("cp", "--archive", "--link", tree.toString(), content.resolve("tree").toString());
    Path image = home.resolve("image.raw");
    run("truncate", "--size", Long.toString((long) (BYTES * scale) >> 20 << 20), image.toString());
    run(
        "mkfs.ext4",
        "-q",
        "-b",
        "4096",
        "-F",
        "-U",
        "5eed5eed-0000-4000-8000-000000000001",
        "-E",
        "hash_seed=5eed5eed-0000-4000-8000-000000000002",
        "-d",
        content.toString(),
        image.toString());
    run("rm", "--recursive", content.toString());
    return image;
  }

  private static void writeTable(Path file, int table, double scale) throws IOException {
    long pages = (long) (DATABASE_BYTES * scale) / TABLES / DatabasePage.BYTES;
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      for (long page = 0; page < pages; page++) {
        out.write(DatabasePage.make(((long) table << 32) + page));
      }
    }
  }

  private static void run(String... words) {
    Program.start(Map.of(), "", List.of(words)).end(LIMIT);
  }
}

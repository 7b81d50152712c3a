package io.snapfleet.bench.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A database's dump, one row a line. */
record SqlDump(long bytes) {
  private static final double EDITED = 0.005;
  private static final double INSERTED = 0.0025;
  private static final int SHORTEST = 100;
  private static final int LONGEST = 900;

  void writeFirstDay(Path file) throws IOException {
    write(file, 0, 0);
  }

  /** The same rows in the same order, a few of them edited and a few more between them. */
  void writeSecondDay(Path file) throws IOException {
    write(file, EDITED, INSERTED);
  }

  private void write(Path file, double edited, double inserted) throws IOException {
    Generated events = new Generated(2);
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 20)) {
      long written = 0;
      for (int row = 1; written < bytes; row++) {
        written += row(row, 0).length();
        out.write(row(row, events.chance(edited) ? 1 : 0).getBytes(US_ASCII));
        if (events.chance(inserted)) {
          out.write(row(row, 2).getBytes(US_ASCII));
        }
      }
    }
  }

  private static String row(int number, int edition) {
    Generated generated = new Generated(number * 4L + edition);
    int length = SHORTEST + generated.below(LONGEST - SHORTEST);
    return "INSERT INTO wp_posts VALUES (%d,%d,'2026-01-%02d %02d:%02d:00','%s','publish');\n"
        .formatted(
            number,
            1 + generated.below(40),
            1 + generated.below(28),
            generated.below(24),
            generated.below(60),
            generated.text(length));
  }
}

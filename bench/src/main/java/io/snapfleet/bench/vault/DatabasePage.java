package io.snapfleet.bench.vault;

import java.nio.ByteBuffer;

/** A page as a database writes them, with rows in it and some room left. */
final class DatabasePage {
  static final int BYTES = 16 << 10;

  /** How each begins. */
  static final long MAGIC = 0x736e_6170_7061_6765L;

  private static final int HEADER = 38;
  private static final int USED = BYTES / 16 * 15;

  private DatabasePage() {}

  static byte[] make(long number) {
    byte[] page = new byte[BYTES];
    write(page, number, 0);
    new Generated(number).text(page, HEADER, USED);
    return page;
  }

  /** Updates some of the page's rows. */
  static void update(byte[] page, long edition) {
    long number = ByteBuffer.wrap(page).getLong(8);
    write(page, number, edition);
    Generated generated = new Generated(number * 1_000_003 + edition);
    for (int row = 0; row < 6; row++) {
      int at = HEADER + generated.below(USED - HEADER - 400);
      generated.text(page, at, at + 400);
    }
  }

  private static void write(byte[] page, long number, long edition) {
    ByteBuffer.wrap(page).putLong(MAGIC).putLong(number).putLong(edition);
  }
}

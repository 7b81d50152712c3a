package io.snapfleet.bench.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;

/**
 * A page as a database writes them: rows with a few short columns, a text, and columns that say the
 * same in most rows, as those of a WordPress post do; and some room left.
 */
final class DatabasePage {
  static final int BYTES = 16 << 10;

  /** How each begins. */
  static final long MAGIC = 0x736e_6170_7061_6765L;

  private static final int HEADER = 38;
  private static final int USED = BYTES / 16 * 15;
  private static final int ROWS_AT_MOST = 256;
  private static final int SHORTEST = 20;
  private static final int LONGEST = 280;
  private static final byte[] STATUS =
      "publish\0open\0open\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0https://www.example.org/?p="
          .getBytes(US_ASCII);
  private static final byte[] KIND =
      "post\0\0\0\0\0\0\0\0inherit\0en_US\0text/html\0".getBytes(US_ASCII);
  private static final int SHORT_COLUMNS = 36;
  private static final int MOST_DIGITS = 20;
  private static final int BESIDE_THE_TEXT =
      SHORT_COLUMNS + STATUS.length + MOST_DIGITS + KIND.length;

  private DatabasePage() {}

  static byte[] make(long number) {
    byte[] page = new byte[BYTES];
    write(page, number, 0);
    Generated generated = new Generated(number);
    long id = number * ROWS_AT_MOST;
    int at = HEADER;
    int text = textLength(generated);
    while (at + BESIDE_THE_TEXT + text <= USED) {
      at = row(page, at, id++, text, generated);
      text = textLength(generated);
    }
    return page;
  }

  private static int textLength(Generated generated) {
    return SHORTEST + generated.below(LONGEST - SHORTEST);
  }

  /** Returns where the row ends. */
  private static int row(byte[] page, int at, long id, int text, Generated generated) {
    ByteBuffer row = ByteBuffer.wrap(page).position(at);
    row.putInt(text).putLong(id).putLong(id / ROWS_AT_MOST);
    row.putInt(generated.below(300)).putInt(generated.below(1 << 24)).putLong(0);
    generated.text(page, row.position(), row.position() + text);
    row.position(row.position() + text);
    row.put(STATUS).put(Long.toString(id).getBytes(US_ASCII)).put(KIND);
    return row.position();
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

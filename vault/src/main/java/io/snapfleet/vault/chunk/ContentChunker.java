package io.snapfleet.vault.chunk;

/**
 * Cuts a stream by its content, exactly where restic cuts it with the same polynomial: where the
 * lowest 20 bits of the fingerprint of the last 64 bytes are zero, but no chunk is shorter than
 * {@link #MINIMUM}, save the last, or longer than {@link #MAXIMUM}.
 *
 * <p>Whether a place is a cut depends on the 64 bytes before it alone, for the minimum is longer
 * than the window. So the minimum is skipped unread, and four places are looked at side by side:
 * the fingerprint is a chain of dependent steps, of which a core can do four at once.
 *
 * <p>Not thread-safe: it remembers how far the chunk it is asked about was searched.
 */
public final class ContentChunker {

  public static final int MINIMUM = 512 << 10;
  public static final int MAXIMUM = 8 << 20;

  private static final int WINDOW = RabinTables.WINDOW;
  private static final long CUT_MASK = (1L << 20) - 1;
  private static final int STRIPE = 4096;

  private final long[] reduce;
  private final long[] forget;
  private final int shift;
  private int searched;

  public ContentChunker(long polynomial) {
    this(new RabinTables(polynomial));
  }

  public ContentChunker(RabinTables tables) {
    this.reduce = tables.reduce;
    this.forget = tables.forget;
    this.shift = tables.shift;
  }

  /** Forgets a chunk whose end was not found, so that the next call may be about another stream. */
  public void reset() {
    searched = 0;
  }

  /**
   * The length of the chunk that begins at {@code from}, or -1 when {@code to} comes before its end
   * and more bytes follow: call again with the same chunk and more bytes, at any place of any
   * buffer. At the end of the stream what is left is a chunk; 0 means nothing was left.
   */
  public int next(byte[] buffer, int from, int to, boolean atEnd) {
    int available = Math.min(to - from, MAXIMUM);
    int first = Math.max(MINIMUM, searched + 1);
    if (available >= first) {
      int end = search(buffer, from + first, from + available);
      if (end >= 0) {
        searched = 0;
        return end - from;
      }
      searched = available;
    }
    if (available < MAXIMUM && !atEnd) {
      return -1;
    }
    searched = 0;
    return available;
  }

  /** The first cut from {@code first} to {@code last}, both included, or -1. */
  private int search(byte[] buffer, int first, int last) {
    int at = first;
    for (; at + 4 * STRIPE <= last + 1; at += 4 * STRIPE) {
      int cut = searchFourStripes(buffer, at);
      if (cut >= 0) {
        return cut;
      }
    }
    return searchOne(buffer, at, last);
  }

  private int searchOne(byte[] buffer, int first, int last) {
    if (first > last) {
      return -1;
    }
    long digest = fingerprint(buffer, first);
    for (int end = first; ; end++) {
      if ((digest & CUT_MASK) == 0) {
        return end;
      }
      if (end == last) {
        return -1;
      }
      digest = roll(digest, buffer[end - WINDOW], buffer[end]);
    }
  }

  /** Searches {@code 4 * STRIPE} places, one stripe in each of four independent chains. */
  private int searchFourStripes(byte[] buffer, int first) {
    long a = fingerprint(buffer, first - 1);
    long b = fingerprint(buffer, first - 1 + STRIPE);
    long c = fingerprint(buffer, first - 1 + 2 * STRIPE);
    long d = fingerprint(buffer, first - 1 + 3 * STRIPE);
    int later = Integer.MAX_VALUE;
    for (int end = first; end < first + STRIPE; end++) {
      int in = end - 1;
      int out = in - WINDOW;
      a = roll(a, buffer[out], buffer[in]);
      b = roll(b, buffer[out + STRIPE], buffer[in + STRIPE]);
      c = roll(c, buffer[out + 2 * STRIPE], buffer[in + 2 * STRIPE]);
      d = roll(d, buffer[out + 3 * STRIPE], buffer[in + 3 * STRIPE]);
      if ((a & CUT_MASK) == 0) {
        return end;
      }
      if ((b & CUT_MASK) == 0) {
        later = Math.min(later, end + STRIPE);
      }
      if ((c & CUT_MASK) == 0) {
        later = Math.min(later, end + 2 * STRIPE);
      }
      if ((d & CUT_MASK) == 0) {
        later = Math.min(later, end + 3 * STRIPE);
      }
    }
    return later == Integer.MAX_VALUE ? -1 : later;
  }

  /** The fingerprint of the window that ends at {@code end}, from nothing. */
  private long fingerprint(byte[] buffer, int end) {
    long digest = 0;
    for (int i = end - WINDOW; i < end; i++) {
      digest = ((digest << 8) | (buffer[i] & 0xff)) ^ reduce[(int) (digest >>> shift) & 0xff];
    }
    return digest;
  }

  private long roll(long digest, byte out, byte in) {
    return ((digest << 8) | (in & 0xff))
        ^ reduce[(int) (digest >>> shift) & 0xff]
        ^ forget[out & 0xff];
  }
}

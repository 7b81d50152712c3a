package io.snapfleet.vault.format;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The name of a blob or a file: the SHA-256 of its bytes. Four words rather than an array, so that
 * it is a value, compares fast and needs one object.
 */
public record Id(long a, long b, long c, long d) implements Comparable<Id> {
  /** How many bytes an id has. */
  public static final int LENGTH = 32;

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final HexFormat HEX = HexFormat.of();

  /** Reads the id at an offset of an array. */
  public static Id of(byte[] bytes, int offset) {
    return new Id(
        (long) LONG.get(bytes, offset),
        (long) LONG.get(bytes, offset + 8),
        (long) LONG.get(bytes, offset + 16),
        (long) LONG.get(bytes, offset + 24));
  }

  public static Id of(byte[] hash) {
    if (hash.length != LENGTH) {
      throw new FormatException("an id has 32 bytes, not " + hash.length);
    }
    return of(hash, 0);
  }

  /** Reads 64 lower-case hex digits. */
  public static Id parse(String hex) {
    if (!isHex(hex)) {
      throw new FormatException("not an id of 64 hex digits: " + Shown.shortened(hex));
    }
    return of(HEX.parseHex(hex), 0);
  }

  /** Whether the text is a whole id: 64 lower-case hex digits. */
  public static boolean isHex(String text) {
    return text.length() == 2 * LENGTH
        && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
  }

  /** An id of random bits, for what has no content to be named by. */
  public static Id random(SecureRandom random) {
    byte[] bytes = new byte[LENGTH];
    random.nextBytes(bytes);
    return of(bytes, 0);
  }

  public void copyTo(byte[] target, int offset) {
    LONG.set(target, offset, a);
    LONG.set(target, offset + 8, b);
    LONG.set(target, offset + 16, c);
    LONG.set(target, offset + 24, d);
  }

  public byte[] bytes() {
    byte[] bytes = new byte[LENGTH];
    copyTo(bytes, 0);
    return bytes;
  }

  public String hex() {
    return HEX.formatHex(bytes());
  }

  /** The first eight digits, as people name it. */
  public String shortHex() {
    return HEX.toHexDigits(a).substring(0, 8);
  }

  @Override
  public int hashCode() {
    return (int) a;
  }

  @Override
  public int compareTo(Id other) {
    int first = Long.compareUnsigned(a, other.a);
    if (first != 0) {
      return first;
    }
    int second = Long.compareUnsigned(b, other.b);
    if (second != 0) {
      return second;
    }
    int third = Long.compareUnsigned(c, other.c);
    return third != 0 ? third : Long.compareUnsigned(d, other.d);
  }

  @Override
  public String toString() {
    return hex();
  }
}

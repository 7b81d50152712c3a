package io.snapfleet.vault.format;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * A file's name or a link's target as the kernel has it: bytes, nearly always UTF-8, but not
 * always. Ordered by its bytes, as restic orders a directory.
 *
 * @param latin1 one character for each byte, so that comparing and hashing are those of text
 */
public record RawText(String latin1) implements Comparable<RawText> {
  public static RawText of(byte[] bytes) {
    return of(bytes, 0, bytes.length);
  }

  public static RawText of(byte[] bytes, int offset, int length) {
    return new RawText(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
  }

  /** The name a text is written as in UTF-8. */
  public static RawText of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  public byte[] bytes() {
    return latin1.getBytes(StandardCharsets.ISO_8859_1);
  }

  /** The name as text; what is not UTF-8 shows as a replacement character. */
  public String text() {
    return isAscii() ? latin1 : new String(bytes(), StandardCharsets.UTF_8);
  }

  public boolean isAscii() {
    for (int i = 0; i < latin1.length(); i++) {
      if (latin1.charAt(i) >= 0x80) {
        return false;
      }
    }
    return true;
  }

  public boolean isUtf8() {
    if (isAscii()) {
      return true;
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes()));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  @Override
  public int compareTo(RawText other) {
    return latin1.compareTo(other.latin1);
  }

  @Override
  public String toString() {
    return text();
  }
}

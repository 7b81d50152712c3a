package io.snapfleet.fleet.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Takes a tar stream in GNU format apart as it comes, and hands each file's bytes on. Not
 * thread-safe.
 */
final class TarSplitter extends OutputStream {
  private static final int BLOCK = 512;
  private static final int SIZE_AT = 124;
  private static final int TYPE_AT = 156;
  private static final int LONGEST_NAME = 1 << 16;

  /** Told of the files in a stream, one after the other. */
  interface Files {
    /**
     * @param path one character a byte
     */
    void begin(String path, long size);

    void content(byte[] bytes, int offset, int length);

    void end();
  }

  private enum Entry {
    FILE,
    LONG_NAME,
    OTHER
  }

  private final Files files;
  private final byte[] header = new byte[BLOCK];
  private int headerLength;
  private Entry entry = Entry.OTHER;
  private long content;
  private long padding;
  private String longName = "";
  private StringBuilder nameSoFar = new StringBuilder();
  private boolean ended;

  TarSplitter(Files files) {
    this.files = files;
  }

  /** Whether the stream's end mark has come: what follows an error does not count as a whole. */
  boolean isWhole() {
    return ended && content == 0 && padding == 0;
  }

  @Override
  public void write(int one) throws IOException {
    write(new byte[] {(byte) one}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    int at = offset;
    int end = offset + length;
    while (at < end) {
      if (content > 0) {
        at += takeContent(bytes, at, end - at);
      } else if (padding > 0) {
        int skipped = (int) Math.min(padding, end - at);
        padding -= skipped;
        at += skipped;
      } else {
        at += takeHeader(bytes, at, end - at);
      }
    }
  }

  private int takeHeader(byte[] bytes, int at, int available) {
    int taken = Math.min(BLOCK - headerLength, available);
    System.arraycopy(bytes, at, header, headerLength, taken);
    headerLength += taken;
    if (headerLength == BLOCK) {
      headerLength = 0;
      begin();
    }
    return taken;
  }

  private void begin() {
    if (ended || header[0] == 0) {
      ended = true;
      return;
    }
    content = size();
    padding = (BLOCK - content % BLOCK) % BLOCK;
    entry =
        switch (header[TYPE_AT]) {
          case '0', 0 -> Entry.FILE;
          case 'L' -> Entry.LONG_NAME;
          default -> Entry.OTHER;
        };
    if (entry == Entry.LONG_NAME && content > LONGEST_NAME) {
      throw new MachineFilesException("the stream of files has a name of " + content + " bytes");
    }
    if (entry == Entry.FILE) {
      files.begin(longName.isEmpty() ? text(0, 100) : longName, content);
      longName = "";
    }
    if (content == 0) {
      end();
    }
  }

  private int takeContent(byte[] bytes, int at, int available) {
    int taken = (int) Math.min(content, available);
    switch (entry) {
      case FILE -> files.content(bytes, at, taken);
      case LONG_NAME -> nameSoFar.append(new String(bytes, at, taken, StandardCharsets.ISO_8859_1));
      case OTHER -> {
        // Directories and links have no content of their own.
      }
    }
    content -= taken;
    if (content == 0) {
      end();
    }
    return taken;
  }

  private void end() {
    if (entry == Entry.FILE) {
      files.end();
    } else if (entry == Entry.LONG_NAME) {
      longName = nameSoFar.substring(0, Math.max(0, nameSoFar.length() - 1));
      nameSoFar = new StringBuilder();
    }
  }

  /** Octal digits, or for what they cannot hold a big-endian number after a byte 0x80. */
  private long size() {
    if ((header[SIZE_AT] & 0x80) == 0) {
      String digits = text(SIZE_AT, 12).strip();
      return digits.isEmpty() ? 0 : Long.parseLong(digits, 8);
    }
    long size = 0;
    for (int at = SIZE_AT + 4; at < SIZE_AT + 12; at++) {
      size = size << 8 | (header[at] & 0xff);
    }
    return size;
  }

  private String text(int from, int longest) {
    int end = from;
    while (end < from + longest && header[end] != 0) {
      end++;
    }
    return new String(header, from, end - from, StandardCharsets.ISO_8859_1);
  }
}

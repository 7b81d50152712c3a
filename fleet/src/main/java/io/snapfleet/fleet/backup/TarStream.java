package io.snapfleet.fleet.backup;

import io.snapfleet.vault.format.FileMode;
import io.snapfleet.vault.format.IdList;
import io.snapfleet.vault.format.Node;
import io.snapfleet.vault.format.RawText;
import io.snapfleet.vault.repository.Repository;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A tar stream of files in the vault, made as it is read. Names of any bytes and any length, times
 * to the nanosecond and hard links are kept. GNU tar reads it. Not thread-safe.
 */
final class TarStream extends InputStream {
  private static final int BLOCK = 512;
  private static final int NAME_LENGTH = 100;

  private final Repository repository;
  private final Iterator<Map.Entry<String, Node>> nodes;
  private final Map<String, String> linked = new HashMap<>();
  private final Deque<Supplier<InputStream>> ready = new ArrayDeque<>();
  private InputStream piece = InputStream.nullInputStream();
  private boolean ended;

  private TarStream(Repository repository, Iterator<Map.Entry<String, Node>> nodes) {
    this.repository = repository;
    this.nodes = nodes;
  }

  /**
   * @param nodes by path, a directory before what is in it
   */
  static InputStream of(Repository repository, Map<String, Node> nodes) {
    return new TarStream(repository, nodes.entrySet().iterator());
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int count = piece.read(bytes, offset, length);
    while (count < 0 && advance()) {
      count = piece.read(bytes, offset, length);
    }
    return count;
  }

  /** Goes on with the next piece; false at the end of the stream. */
  private boolean advance() {
    while (ready.isEmpty()) {
      if (nodes.hasNext()) {
        Map.Entry<String, Node> next = nodes.next();
        enqueue(next.getKey(), next.getValue());
      } else if (!ended) {
        ended = true;
        ready.add(() -> new ByteArrayInputStream(new byte[2 * BLOCK]));
      } else {
        return false;
      }
    }
    piece = ready.removeFirst().get();
    return true;
  }

  private void enqueue(String path, Node node) {
    String first = firstName(path, node);
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    head.writeBytes(timeHeader(node.mtime()));
    switch (node.kind()) {
      case DIRECTORY -> entry(head, path + "/", '5', node, 0, null);
      case SYMLINK -> entry(head, path, '2', node, 0, target(node));
      case FILE -> {
        boolean again = first != null;
        entry(head, path, again ? '1' : '0', node, again ? 0 : node.size(), first);
      }
      default -> {
        return;
      }
    }
    ready.add(() -> new ByteArrayInputStream(head.toByteArray()));
    IdList content = node.content();
    if (node.isFile() && first == null && content != null) {
      ready.add(() -> new ContentStream(repository, content));
      ready.add(() -> new ByteArrayInputStream(new byte[padding(node.size())]));
    }
  }

  private static String target(Node node) {
    RawText target = node.linkTarget();
    return target == null ? "" : target.latin1();
  }

  /** The name under which the same file came before; null for the first of its names. */
  private @Nullable String firstName(String path, Node node) {
    return node.isFile() && node.links() > 1
        ? linked.putIfAbsent(node.deviceId() + "/" + node.inode(), path)
        : null;
  }

  private static void entry(
      ByteArrayOutputStream out,
      String path,
      char type,
      Node node,
      long size,
      @Nullable String to) {
    if (path.length() > NAME_LENGTH) {
      longText(out, 'L', path);
    }
    if (to != null && to.length() > NAME_LENGTH) {
      longText(out, 'K', to);
    }
    byte[] header = header(path, type, size);
    number(header, 100, 8, FileMode.toKernel(node.mode()));
    number(header, 108, 8, Integer.toUnsignedLong(node.uid()));
    number(header, 116, 8, Integer.toUnsignedLong(node.gid()));
    number(header, 136, 12, node.mtime().getEpochSecond());
    if (to != null) {
      text(header, 157, to);
    }
    out.writeBytes(sealed(header));
  }

  /** A name too long for a header, in an entry of its own before it. */
  private static void longText(ByteArrayOutputStream out, char type, String text) {
    byte[] bytes = (text + "\0").getBytes(StandardCharsets.ISO_8859_1);
    out.writeBytes(sealed(header("././@LongLink", type, bytes.length)));
    out.writeBytes(bytes);
    out.writeBytes(new byte[padding(bytes.length)]);
  }

  /** The time to the nanosecond, which a header cannot hold; nothing for a whole second. */
  private static byte[] timeHeader(Instant time) {
    if (time.getNano() == 0 || time.getEpochSecond() < 0) {
      return new byte[0];
    }
    String value = " mtime=%d.%09d\n".formatted(time.getEpochSecond(), time.getNano());
    int length = value.length() + 2;
    byte[] record = (length + value).getBytes(StandardCharsets.US_ASCII);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(sealed(header("PaxHeader", 'x', record.length)));
    out.writeBytes(record);
    out.writeBytes(new byte[padding(record.length)]);
    return out.toByteArray();
  }

  private static byte[] header(String name, char type, long size) {
    byte[] header = new byte[BLOCK];
    text(header, 0, name);
    number(header, 100, 8, 0);
    number(header, 108, 8, 0);
    number(header, 116, 8, 0);
    number(header, 124, 12, size);
    number(header, 136, 12, 0);
    header[156] = (byte) type;
    text(header, 257, "ustar  ");
    return header;
  }

  private static void text(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(bytes, 0, header, at, Math.min(bytes.length, NAME_LENGTH));
  }

  /** Octal digits, or for what they cannot hold a big-endian number after a byte 0x80. */
  private static void number(byte[] header, int at, int length, long value) {
    String octal = value < 0 ? "" : Long.toOctalString(value);
    if (value >= 0 && octal.length() < length) {
      text(header, at, "0".repeat(length - 1 - octal.length()) + octal);
      return;
    }
    for (int index = 0; index < length; index++) {
      int shift = 8 * (length - 1 - index);
      header[at + index] = (byte) (shift >= 64 ? value >> 63 : value >> shift);
    }
    header[at] = (byte) (value < 0 ? 0xff : 0x80);
  }

  private static byte[] sealed(byte[] header) {
    text(header, 148, "        ");
    int sum = 0;
    for (byte one : header) {
      sum += one & 0xff;
    }
    text(header, 148, "%06o\0 ".formatted(sum));
    return header;
  }

  private static int padding(long size) {
    return (int) ((BLOCK - size % BLOCK) % BLOCK);
  }
}

package io.snapfleet.vault.tree;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import io.snapfleet.vault.format.ExtendedAttribute;
import io.snapfleet.vault.format.RawText;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Reads files, directories and what is known of them, by the C library, because Java's own
 * interface knows neither names that are no text nor all extended attributes. Paths are bytes. Not
 * thread-safe: {@link #here} gives each thread its own.
 */
final class PosixReader extends PosixCalls {
  private static final MethodHandle READ =
      LibC.link("read", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle GETDENTS =
      LibC.link("getdents64", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG);
  private static final MethodHandle READLINK =
      LibC.link("readlink", JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG);
  private static final MethodHandle LLISTXATTR =
      LibC.link("llistxattr", JAVA_LONG, ADDRESS, ADDRESS, JAVA_LONG);
  private static final MethodHandle LGETXATTR =
      LibC.link("lgetxattr", JAVA_LONG, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);

  private static final ThreadLocal<PosixReader> HERE = ThreadLocal.withInitial(PosixReader::new);

  static PosixReader here() {
    return HERE.get();
  }

  /** Reads on; -1 at the end. */
  int read(int descriptor, byte[] out, int offset, int length) throws IOException {
    MemorySegment memory = io();
    try {
      long count =
          (long) READ.invokeExact(state, descriptor, memory, (long) Math.min(length, IO_SIZE));
      check("read", new byte[0], count);
      MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, 0, out, offset, (int) count);
      return count == 0 ? -1 : (int) count;
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  /** The names in a directory, without itself and the one above, in no order. */
  List<RawText> list(byte[] directory) throws IOException {
    int descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_NOFOLLOW, 0);
    try {
      return entries(descriptor, directory);
    } finally {
      close(descriptor);
    }
  }

  private List<RawText> entries(int descriptor, byte[] directory) throws IOException {
    List<RawText> names = new ArrayList<>();
    byte[] copy = new byte[LIST_LIMIT];
    while (true) {
      int length = fill(descriptor, directory);
      if (length == 0) {
        return names;
      }
      MemorySegment.copy(list, ValueLayout.JAVA_BYTE, 0, copy, 0, length);
      for (int at = 0; at < length; ) {
        int record = (copy[at + 16] & 0xff) | (copy[at + 17] & 0xff) << 8;
        addName(copy, at + 19, names);
        at += record;
      }
    }
  }

  private int fill(int descriptor, byte[] directory) throws IOException {
    try {
      long count = (long) GETDENTS.invokeExact(state, descriptor, list, (long) LIST_LIMIT);
      check("list", directory, count);
      return (int) count;
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  private static void addName(byte[] records, int at, List<RawText> names) {
    int end = at;
    while (records[end] != 0) {
      end++;
    }
    boolean dots =
        records[at] == '.' && (end == at + 1 || (end == at + 2 && records[at + 1] == '.'));
    if (!dots) {
      names.add(RawText.of(records, at, end - at));
    }
  }

  RawText readLink(byte[] file) throws IOException {
    MemorySegment name = path(file);
    try {
      long length = (long) READLINK.invokeExact(state, name, list, (long) PATH_LIMIT);
      check("readlink", file, length);
      return RawText.of(bytes(list, (int) length));
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  /** The file's extended attributes; none where the file system has none. */
  List<ExtendedAttribute> attributes(byte[] file) throws IOException {
    MemorySegment name = path(file);
    byte[] names;
    try {
      long length = (long) LLISTXATTR.invokeExact(state, name, list, (long) LIST_LIMIT);
      if (length == 0 || (length < 0 && LibC.errno(state) == PosixException.EOPNOTSUPP)) {
        return List.of();
      }
      check("list attributes of", file, length);
      names = bytes(list, (int) length);
    } catch (Throwable e) {
      throw rethrown(e);
    }
    List<ExtendedAttribute> attributes = new ArrayList<>();
    for (byte[] attribute : split(names)) {
      attributes.add(attribute(file, attribute));
    }
    return attributes;
  }

  private ExtendedAttribute attribute(byte[] file, byte[] attribute) throws IOException {
    MemorySegment name = path(file);
    MemorySegment key = fill(otherPath, attribute);
    try {
      long length = (long) LGETXATTR.invokeExact(state, name, key, list, (long) LIST_LIMIT);
      check("read an attribute of", file, length);
      return new ExtendedAttribute(
          new String(attribute, StandardCharsets.UTF_8), RawText.of(bytes(list, (int) length)));
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  private static List<byte[]> split(byte[] names) {
    List<byte[]> parts = new ArrayList<>();
    int from = 0;
    for (int at = 0; at < names.length; at++) {
      if (names[at] == 0) {
        parts.add(Arrays.copyOfRange(names, from, at));
        from = at + 1;
      }
    }
    return parts;
  }
}

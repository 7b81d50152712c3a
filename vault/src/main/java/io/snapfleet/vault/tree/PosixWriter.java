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
import java.time.Instant;

/**
 * Makes and changes files by the C library: Java's own interface makes no devices or pipes and sets
 * no times of symbolic links. Nothing here follows a symbolic link in a path's last place, but
 * {@link #changeMode}, which is for what is none. Not thread-safe: {@link #here} gives each thread
 * its own.
 */
final class PosixWriter extends PosixCalls {
  private static final MethodHandle UNLINK = LibC.link("unlink", JAVA_INT, ADDRESS);
  private static final MethodHandle RMDIR = LibC.link("rmdir", JAVA_INT, ADDRESS);
  private static final MethodHandle SYMLINK = LibC.link("symlink", JAVA_INT, ADDRESS, ADDRESS);
  private static final MethodHandle LINK = LibC.link("link", JAVA_INT, ADDRESS, ADDRESS);
  private static final MethodHandle RENAME = LibC.link("rename", JAVA_INT, ADDRESS, ADDRESS);
  private static final MethodHandle LREMOVEXATTR =
      LibC.link("lremovexattr", JAVA_INT, ADDRESS, ADDRESS);
  private static final MethodHandle MKDIR = LibC.link("mkdir", JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle CHMOD = LibC.link("chmod", JAVA_INT, ADDRESS, JAVA_INT);
  private static final MethodHandle LCHOWN =
      LibC.link("lchown", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
  private static final MethodHandle MKNOD =
      LibC.link("mknod", JAVA_INT, ADDRESS, JAVA_INT, JAVA_LONG);
  private static final MethodHandle FTRUNCATE =
      LibC.link("ftruncate", JAVA_INT, JAVA_INT, JAVA_LONG);
  private static final MethodHandle PWRITE =
      LibC.link("pwrite", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle LSETXATTR =
      LibC.link("lsetxattr", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG, JAVA_INT);
  private static final MethodHandle UTIMENSAT =
      LibC.link("utimensat", JAVA_INT, JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);

  private static final ThreadLocal<PosixWriter> HERE = ThreadLocal.withInitial(PosixWriter::new);

  private final MemorySegment times = arena.allocate(32, 8);

  static PosixWriter here() {
    return HERE.get();
  }

  void write(int descriptor, byte[] in, int offset, int length, long position, byte[] file)
      throws IOException {
    MemorySegment memory = io();
    int done = 0;
    while (done < length) {
      int part = Math.min(length - done, IO_SIZE);
      MemorySegment.copy(in, offset + done, memory, ValueLayout.JAVA_BYTE, 0, part);
      try {
        long count =
            (long) PWRITE.invokeExact(state, descriptor, memory, (long) part, position + done);
        check("write", file, count);
        done += (int) count;
      } catch (Throwable e) {
        throw rethrown(e);
      }
    }
  }

  void truncate(int descriptor, long length, byte[] file) throws IOException {
    try {
      int result = (int) FTRUNCATE.invokeExact(state, descriptor, length);
      check("truncate", file, result);
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  void setAttribute(byte[] file, ExtendedAttribute attribute) throws IOException {
    MemorySegment name = path(file);
    MemorySegment key = fill(otherPath, attribute.name().getBytes(StandardCharsets.UTF_8));
    byte[] value = attribute.value().bytes();
    if (value.length > LIST_LIMIT) {
      throw new PosixException("set an attribute of", shown(file), PosixException.ERANGE);
    }
    MemorySegment.copy(value, 0, list, ValueLayout.JAVA_BYTE, 0, value.length);
    try {
      int result = (int) LSETXATTR.invokeExact(state, name, key, list, (long) value.length, 0);
      check("set an attribute of", file, result);
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  void removeAttribute(byte[] file, String attribute) throws IOException {
    MemorySegment name = path(file);
    MemorySegment key = fill(otherPath, attribute.getBytes(StandardCharsets.UTF_8));
    try {
      int result = (int) LREMOVEXATTR.invokeExact(state, name, key);
      check("remove an attribute of", file, result);
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  void makeDirectory(byte[] file, int mode) throws IOException {
    MemorySegment name = path(file);
    try {
      int result = (int) MKDIR.invokeExact(state, name, mode);
      check("mkdir", file, result);
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  void makeNode(byte[] file, int kernelMode, long device) throws IOException {
    MemorySegment name = path(file);
    try {
      int result = (int) MKNOD.invokeExact(state, name, kernelMode, device);
      check("mknod", file, result);
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  void makeSymbolicLink(RawText target, byte[] file) throws IOException {
    MemorySegment to = fill(otherPath, target.bytes());
    MemorySegment name = path(file);
    try {
      int result = (int) SYMLINK.invokeExact(state, to, name);
      check("symlink", file, result);
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  void makeHardLink(byte[] existing, byte[] file) throws IOException {
    MemorySegment from = fill(otherPath, existing);
    MemorySegment name = path(file);
    try {
      int result = (int) LINK.invokeExact(state, from, name);
      check("link", file, result);
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  /** Puts a file in the place of another, which is gone then. */
  void rename(byte[] existing, byte[] file) throws IOException {
    MemorySegment from = fill(otherPath, existing);
    MemorySegment name = path(file);
    try {
      int result = (int) RENAME.invokeExact(state, from, name);
      check("rename to", file, result);
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  void removeFile(byte[] file) throws IOException {
    MemorySegment name = path(file);
    try {
      int result = (int) UNLINK.invokeExact(state, name);
      check("unlink", file, result);
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  void removeDirectory(byte[] file) throws IOException {
    MemorySegment name = path(file);
    try {
      int result = (int) RMDIR.invokeExact(state, name);
      check("rmdir", file, result);
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  void changeMode(byte[] file, int kernelMode) throws IOException {
    MemorySegment name = path(file);
    try {
      int result = (int) CHMOD.invokeExact(state, name, kernelMode);
      check("chmod", file, result);
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  void changeOwner(byte[] file, int uid, int gid) throws IOException {
    MemorySegment name = path(file);
    try {
      int result = (int) LCHOWN.invokeExact(state, name, uid, gid);
      check("chown", file, result);
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  void changeTimes(byte[] file, Instant atime, Instant mtime) throws IOException {
    MemorySegment name = path(file);
    times.set(ValueLayout.JAVA_LONG, 0, atime.getEpochSecond());
    times.set(ValueLayout.JAVA_LONG, 8, atime.getNano());
    times.set(ValueLayout.JAVA_LONG, 16, mtime.getEpochSecond());
    times.set(ValueLayout.JAVA_LONG, 24, mtime.getNano());
    try {
      int result = (int) UTIMENSAT.invokeExact(state, AT_FDCWD, name, times, AT_SYMLINK_NOFOLLOW);
      check("set the times of", file, result);
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }
}

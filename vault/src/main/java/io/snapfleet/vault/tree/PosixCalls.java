package io.snapfleet.vault.tree;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What reading and changing files by the C library have in common: memory, paths, errors. */
abstract class PosixCalls {
  static final int O_RDONLY = 0;
  static final int O_WRONLY = 1;
  static final int O_CREAT = 0100;
  static final int O_EXCL = 0200;
  static final int O_NONBLOCK = 04000;

  // These two differ between processors.
  static final int O_DIRECTORY = isArm() ? 040000 : 0200000;
  static final int O_NOFOLLOW = isArm() ? 0100000 : 0400000;

  static final int AT_FDCWD = -100;
  static final int AT_SYMLINK_NOFOLLOW = 0x100;
  static final int PATH_LIMIT = 4096;
  static final int LIST_LIMIT = 64 << 10;
  static final int IO_SIZE = 1 << 20;

  private static final int O_CLOEXEC = 02000000;
  private static final int AT_EMPTY_PATH = 0x1000;
  private static final int BASIC_STATS = 0x7ff;

  private static final MethodHandle OPEN = LibC.linkOpen();
  private static final MethodHandle CLOSE = LibC.link("close", JAVA_INT, JAVA_INT);
  private static final MethodHandle STATX =
      LibC.link("statx", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);

  final Arena arena = Arena.ofAuto();
  final MemorySegment state = arena.allocate(LibC.stateLayout());
  final MemorySegment otherPath = arena.allocate(PATH_LIMIT);
  final MemorySegment list = arena.allocate(LIST_LIMIT, 8);
  private final MemorySegment path = arena.allocate(PATH_LIMIT);
  private final MemorySegment status = arena.allocate(FileStatus.SIZE, 8);
  private @Nullable MemorySegment io;

  private static boolean isArm() {
    return System.getProperty("os.arch", "").equals("aarch64");
  }

  /** Describes a file, or the link itself. */
  FileStatus status(byte[] file) throws IOException {
    MemorySegment name = path(file);
    try {
      int result =
          (int) STATX.invokeExact(state, AT_FDCWD, name, AT_SYMLINK_NOFOLLOW, BASIC_STATS, status);
      check("stat", file, result);
    } catch (Throwable e) {
      throw rethrown(e);
    }
    return FileStatus.read(status);
  }

  /** Describes an open file. */
  FileStatus status(int descriptor, byte[] file) throws IOException {
    path.set(ValueLayout.JAVA_BYTE, 0, (byte) 0);
    try {
      int result =
          (int) STATX.invokeExact(state, descriptor, path, AT_EMPTY_PATH, BASIC_STATS, status);
      check("stat", file, result);
    } catch (Throwable e) {
      throw rethrown(e);
    }
    return FileStatus.read(status);
  }

  int open(byte[] file, int flags, int mode) throws IOException {
    MemorySegment name = path(file);
    try {
      int descriptor = (int) OPEN.invokeExact(state, name, flags | O_CLOEXEC, mode);
      check("open", file, descriptor);
      return descriptor;
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  void close(int descriptor) throws IOException {
    try {
      int result = (int) CLOSE.invokeExact(state, descriptor);
      check("close", new byte[0], result);
    } catch (Throwable e) {
      throw rethrown(e);
    }
  }

  final MemorySegment path(byte[] file) throws IOException {
    return fill(path, file);
  }

  static MemorySegment fill(MemorySegment memory, byte[] text) throws IOException {
    if (text.length >= PATH_LIMIT) {
      throw new IOException("the name is too long for the kernel: " + shown(text));
    }
    MemorySegment.copy(text, 0, memory, ValueLayout.JAVA_BYTE, 0, text.length);
    memory.set(ValueLayout.JAVA_BYTE, text.length, (byte) 0);
    return memory;
  }

  final MemorySegment io() {
    if (io == null) {
      io = arena.allocate(IO_SIZE, 64);
    }
    return io;
  }

  final void check(String call, byte[] file, long result) throws PosixException {
    if (result < 0) {
      throw new PosixException(call, shown(file), LibC.errno(state));
    }
  }

  static IOException rethrown(Throwable e) {
    return switch (e) {
      case IOException known -> known;
      case RuntimeException known -> throw known;
      case Error known -> throw known;
      default -> throw new IllegalStateException("a call to the C library failed", e);
    };
  }

  static byte[] bytes(MemorySegment memory, int length) {
    byte[] bytes = new byte[length];
    MemorySegment.copy(memory, ValueLayout.JAVA_BYTE, 0, bytes, 0, length);
    return bytes;
  }

  static String shown(byte[] file) {
    return new String(file, StandardCharsets.UTF_8);
  }
}

package io.snapfleet.vault.image;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;

/**
 * An open file of which {@code lseek(2)} tells data and holes, for which the JDK has no call. Linux
 * only. Not thread-safe.
 */
final class SeekableDescriptor implements AutoCloseable {

  private static final int READ_ONLY = 0;
  private static final int CLOSE_ON_EXEC = 0x80000;
  private static final int SEEK_DATA = 3;
  private static final int SEEK_HOLE = 4;
  private static final int NO_SUCH_ADDRESS = 6; // ENXIO: no data from there to the end
  private static final int INVALID = 22; // EINVAL: this file does not tell

  private static final Linker LINKER = Linker.nativeLinker();
  private static final StructLayout STATE = Linker.Option.captureStateLayout();
  private static final VarHandle ERROR =
      STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));
  private static final Linker.Option CAPTURE = Linker.Option.captureCallState("errno");
  private static final MethodHandle OPEN =
      function(
          "open",
          FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT),
          CAPTURE,
          Linker.Option.firstVariadicArg(2));
  private static final MethodHandle SEEK =
      function(
          "lseek",
          FunctionDescriptor.of(
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT,
              ValueLayout.JAVA_LONG,
              ValueLayout.JAVA_INT),
          CAPTURE);
  private static final MethodHandle CLOSE =
      function("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

  private final Path file;
  private final Arena arena = Arena.ofConfined();
  private final MemorySegment state = arena.allocate(STATE);
  private final int descriptor;

  private SeekableDescriptor(Path file) throws IOException {
    this.file = file;
    this.descriptor = open(arena.allocateFrom(file.toString()));
  }

  @SuppressWarnings("restricted") // there is no other way to a function of the C library
  private static MethodHandle function(
      String name, FunctionDescriptor type, Linker.Option... options) {
    return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), type, options);
  }

  static SeekableDescriptor open(Path file) throws IOException {
    return new SeekableDescriptor(file);
  }

  /** Whether the file system tells data from holes; it answers for the first byte if so. */
  boolean tellsHoles() throws IOException {
    if (seek(0, SEEK_HOLE) >= 0) {
      return true;
    }
    if (error() == INVALID) {
      return false;
    }
    throw failed("lseek", error());
  }

  /** Where data begins at or after an offset, or -1 when only holes follow. */
  long nextData(long offset) throws IOException {
    long found = seek(offset, SEEK_DATA);
    if (found < 0 && error() != NO_SUCH_ADDRESS) {
      throw failed("lseek", error());
    }
    return found;
  }

  /** Where a hole begins after the data at an offset; the end of a file is one. */
  long nextHole(long offset) throws IOException {
    long found = seek(offset, SEEK_HOLE);
    if (found < 0) {
      throw failed("lseek", error());
    }
    return found;
  }

  @Override
  public void close() {
    try {
      int ignored = (int) CLOSE.invokeExact(descriptor);
    } catch (Throwable e) {
      throw unexpected(e);
    } finally {
      arena.close();
    }
  }

  private int open(MemorySegment name) throws IOException {
    int opened;
    try {
      opened = (int) OPEN.invokeExact(state, name, READ_ONLY | CLOSE_ON_EXEC);
    } catch (Throwable e) {
      throw unexpected(e);
    }
    if (opened < 0) {
      int error = error();
      arena.close();
      throw failed("open", error);
    }
    return opened;
  }

  private long seek(long offset, int whence) {
    try {
      return (long) SEEK.invokeExact(state, descriptor, offset, whence);
    } catch (Throwable e) {
      throw unexpected(e);
    }
  }

  private int error() {
    return (int) ERROR.get(state, 0L);
  }

  private IOException failed(String call, int error) {
    return new IOException("%s: %s failed with error %d.".formatted(file, call, error));
  }

  private static IllegalStateException unexpected(Throwable cause) {
    return new IllegalStateException("The call of a C library function failed", cause);
  }
}

package io.snapfleet.vault.tree;

import io.snapfleet.vault.format.FileMode;
import io.snapfleet.vault.format.NodeKind;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.time.Instant;

/** What the kernel says of a file: the fields of its {@code statx} call that trees keep. */
record FileStatus(
    int kernelMode,
    long inode,
    long device,
    long links,
    int uid,
    int gid,
    long size,
    long specialDevice,
    long mtimeSeconds,
    int mtimeNanos,
    long atimeSeconds,
    int atimeNanos,
    long ctimeSeconds,
    int ctimeNanos) {

  /** Bytes of the kernel's structure, which is the same on every processor. */
  static final int SIZE = 256;

  static FileStatus read(MemorySegment statx) {
    return new FileStatus(
        statx.get(ValueLayout.JAVA_SHORT, 28) & 0xffff,
        statx.get(ValueLayout.JAVA_LONG, 32),
        device(statx, 136),
        Integer.toUnsignedLong(statx.get(ValueLayout.JAVA_INT, 16)),
        statx.get(ValueLayout.JAVA_INT, 20),
        statx.get(ValueLayout.JAVA_INT, 24),
        statx.get(ValueLayout.JAVA_LONG, 40),
        device(statx, 128),
        statx.get(ValueLayout.JAVA_LONG, 112),
        statx.get(ValueLayout.JAVA_INT, 120),
        statx.get(ValueLayout.JAVA_LONG, 64),
        statx.get(ValueLayout.JAVA_INT, 72),
        statx.get(ValueLayout.JAVA_LONG, 96),
        statx.get(ValueLayout.JAVA_INT, 104));
  }

  /** Major and minor number in one, as the C library puts them. */
  private static long device(MemorySegment statx, long at) {
    long major = Integer.toUnsignedLong(statx.get(ValueLayout.JAVA_INT, at));
    long minor = Integer.toUnsignedLong(statx.get(ValueLayout.JAVA_INT, at + 4));
    return (major & 0xfff) << 8 | (minor & 0xff) | (minor & ~0xffL) << 12 | (major & ~0xfffL) << 32;
  }

  NodeKind kind() {
    return FileMode.kindOfKernel(kernelMode);
  }

  int mode() {
    return FileMode.ofKernel(kernelMode);
  }

  Instant mtime() {
    return Instant.ofEpochSecond(mtimeSeconds, mtimeNanos);
  }

  Instant ctime() {
    return Instant.ofEpochSecond(ctimeSeconds, ctimeNanos);
  }

  Instant atime() {
    return Instant.ofEpochSecond(atimeSeconds, atimeNanos);
  }

  boolean hasMtime(Instant moment) {
    return mtimeSeconds == moment.getEpochSecond() && mtimeNanos == moment.getNano();
  }

  boolean hasCtime(Instant moment) {
    return ctimeSeconds == moment.getEpochSecond() && ctimeNanos == moment.getNano();
  }
}

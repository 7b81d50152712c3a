package io.snapfleet.bake.part;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** Writes files into an archive in the ustar format, all of the same owner and time. */
final class TarWriter {
  private static final int BLOCK = 512;
  private static final int LONGEST_NAME = 100;
  private static final long LARGEST = 8L * 1024 * 1024 * 1024 - 1;

  private final OutputStream output;

  TarWriter(OutputStream output) {
    this.output = output;
  }

  /** Adds a regular file under its own name, without directories. */
  void add(Path file) throws IOException {
    byte[] name = file.getFileName().toString().getBytes(StandardCharsets.UTF_8);
    long size = Files.size(file);
    if (name.length > LONGEST_NAME || size > LARGEST) {
      throw new IOException(
          file
              + " does not fit into a tar archive: its name has more than "
              + LONGEST_NAME
              + " bytes, or it has more than 8 GiB");
    }
    output.write(header(name, size, mode(file)));
    Files.copy(file, output);
    output.write(new byte[(int) ((BLOCK - size % BLOCK) % BLOCK)]);
  }

  /** Writes the end. Leaves the stream open. */
  void finish() throws IOException {
    output.write(new byte[2 * BLOCK]);
  }

  private static byte[] header(byte[] name, long size, int mode) {
    byte[] header = new byte[BLOCK];
    System.arraycopy(name, 0, header, 0, name.length);
    put(header, 100, "%07o".formatted(mode));
    put(header, 108, "0000000");
    put(header, 116, "0000000");
    put(header, 124, "%011o".formatted(size));
    put(header, 136, "00000000000");
    put(header, 148, "        ");
    put(header, 156, "0");
    put(header, 257, "ustar\00000");
    int sum = 0;
    for (byte one : header) {
      sum += Byte.toUnsignedInt(one);
    }
    put(header, 148, "%06o\0 ".formatted(sum));
    return header;
  }

  private static void put(byte[] header, int at, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
    System.arraycopy(bytes, 0, header, at, bytes.length);
  }

  /** The nine permission bits. */
  private static int mode(Path file) throws IOException {
    Set<PosixFilePermission> given = Files.getPosixFilePermissions(file);
    int mode = 0;
    for (PosixFilePermission permission : PosixFilePermission.values()) {
      mode = mode << 1 | (given.contains(permission) ? 1 : 0);
    }
    return mode;
  }
}

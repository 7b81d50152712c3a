package io.snapfleet.fleet.operate;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Tells directories with different files apart: by the names, kinds, permissions, sizes, contents
 * and link targets of all that is in them. When they were written, and by whom, does not count, as
 * machines do not see it. Used once.
 */
final class SourceFingerprint {
  private static final String ATTRIBUTES = "unix:mode,size";

  /** The bits of a mode that say what a file is. */
  private static final int KIND = 0170000;

  private static final int DIRECTORY = 0040000;
  private static final int REGULAR = 0100000;
  private static final int LINK = 0120000;

  private final Path root;
  private final MessageDigest digest;

  private SourceFingerprint(Path root) {
    this.root = root;
    this.digest = sha256();
  }

  /** 64 hexadecimal digits; equal for equal directories only. A link to one stands for it. */
  static String of(Path directory) throws IOException {
    SourceFingerprint fingerprint = new SourceFingerprint(directory.toRealPath());
    fingerprint.add(fingerprint.root);
    return HexFormat.of().formatHex(fingerprint.digest.digest());
  }

  private void add(Path path) throws IOException {
    Map<String, Object> attributes =
        Files.readAttributes(path, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS);
    int mode = (int) number(attributes, "mode");
    text(root.relativize(path).toString());
    text(Integer.toOctalString(mode));
    switch (mode & KIND) {
      case DIRECTORY -> {
        for (Path child : children(path)) {
          add(child);
        }
      }
      case REGULAR -> content(path, number(attributes, "size"));
      case LINK -> text(Files.readSymbolicLink(path).toString());
      default -> {
        // Of a device, a pipe or a socket its name and kind are all there is to copy.
      }
    }
  }

  private static long number(Map<String, Object> attributes, String name) {
    return ((Number) Objects.requireNonNull(attributes.get(name), name)).longValue();
  }

  private static List<Path> children(Path directory) throws IOException {
    try (Stream<Path> children = Files.list(directory)) {
      return children.sorted().toList();
    }
  }

  private void content(Path file, long size) throws IOException {
    text(Long.toString(size));
    MessageDigest content = sha256();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), content)) {
      while (in.read(buffer) >= 0) {
        // Reading is what adds it.
      }
    }
    digest.update(content.digest());
  }

  /** No name holds the byte that ends it, so neighbours cannot be taken for one another. */
  private void text(String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}

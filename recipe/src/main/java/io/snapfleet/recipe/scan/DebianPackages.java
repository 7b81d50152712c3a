package io.snapfleet.recipe.scan;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The files that Debian packages brought to an image, with their checksums: dpkg's lists of the
 * packages' files, and its list of their configuration files. Thread-safe.
 */
final class DebianPackages {
  private static final String LISTS = "var/lib/dpkg/info";
  private static final String STATUS = "var/lib/dpkg/status";
  private static final int CHECKSUM = 32;

  /** Checksum and path from the root, which does not begin with a slash. */
  private final Set<String> brought = new HashSet<>();

  DebianPackages(Path root) throws IOException {
    Path lists = root.resolve(LISTS);
    if (Files.isDirectory(lists, LinkOption.NOFOLLOW_LINKS)) {
      try (DirectoryStream<Path> all = Files.newDirectoryStream(lists, "*.md5sums")) {
        for (Path list : all) {
          lines(list).forEach(this::addListed);
        }
      }
    }
    lines(root.resolve(STATUS)).forEach(this::addConfiguration);
  }

  /** Whether the file is as a package brought it. */
  boolean brought(String path, Path file) throws IOException {
    String inRoot = path.substring(1);
    if (brought.isEmpty()) {
      return false;
    }
    String checksum = checksum(file);
    return brought.contains(checksum + " " + inRoot)
        || (inRoot.startsWith("usr/")
            && brought.contains(checksum + " " + inRoot.substring("usr/".length())));
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
        ? Files.readAllLines(file, StandardCharsets.ISO_8859_1)
        : List.of();
  }

  private void addListed(String line) {
    if (line.length() > CHECKSUM + 2) {
      brought.add(line.substring(0, CHECKSUM) + " " + line.substring(CHECKSUM + 2));
    }
  }

  /** Such as {@code /etc/adduser.conf 0123456789abcdef0123456789abcdef obsolete}. */
  private void addConfiguration(String line) {
    if (line.startsWith(" /")) {
      String[] parts = line.substring(2).split(" ", 3);
      if (parts.length > 1 && parts[1].length() == CHECKSUM) {
        brought.add(parts[1] + " " + parts[0]);
      }
    }
  }

  private static String checksum(Path file) throws IOException {
    MessageDigest digest = md5();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}

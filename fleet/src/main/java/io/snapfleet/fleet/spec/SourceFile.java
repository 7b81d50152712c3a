package io.snapfleet.fleet.spec;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Checks the application's own files before anything is done with them. */
final class SourceFile {
  private static final List<String> PATH = List.of("application", "source", "path");
  private static final List<String> SHA256 = List.of("application", "source", "sha256");

  private SourceFile() {}

  static Optional<Fault> fault(Path path, @Nullable String sha256) {
    if (Files.isDirectory(path)) {
      return sha256 == null
          ? Optional.empty()
          : Optional.of(
              Fault.value(SHA256, sha256, "a directory has no checksum", "remove the sha256 line"));
    }
    if (!Files.isRegularFile(path)) {
      return Optional.of(at(path, "no such file or directory: " + path, null));
    }
    if (Stream.of(".tar.gz", ".tgz", ".tar", ".zip").noneMatch(path.toString()::endsWith)) {
      return Optional.of(at(path, "must end in .tar.gz, .tgz, .tar or .zip", null));
    }
    return archiveFault(path, sha256);
  }

  private static Optional<Fault> archiveFault(Path path, @Nullable String sha256) {
    if (sha256 == null) {
      return Optional.of(
          Fault.missing(
              SHA256, "an archive needs its checksum", "'sha256sum " + path + "' prints it"));
    }
    try {
      String actual = digest(path);
      return actual.equalsIgnoreCase(sha256)
          ? Optional.empty()
          : Optional.of(
              Fault.value(
                  SHA256,
                  sha256,
                  "is not the checksum of " + path + ", which is " + actual,
                  "get the file again, or correct the checksum if the file is the right one"));
    } catch (IOException e) {
      return Optional.of(at(path, "cannot be read: " + e.getMessage(), null));
    }
  }

  private static Fault at(Path path, String rule, @Nullable String suggestion) {
    return Fault.value(PATH, path.toString(), rule, suggestion);
  }

  private static String digest(Path path) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream stream = new DigestInputStream(Files.newInputStream(path), digest)) {
      stream.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-256", e);
    }
  }
}

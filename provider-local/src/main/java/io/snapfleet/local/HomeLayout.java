package io.snapfleet.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Where everything of one home lies. What must survive a reboot is under the home; what must not,
 * and sockets, whose paths may not be long, are under {@code /run/snapfleet} in a directory named
 * after a digest of the home's path.
 */
record HomeLayout(Path local, Path run) {
  private static final Path RUN = Path.of("/run/snapfleet");

  static HomeLayout of(Path home) {
    Path absolute = home.toAbsolutePath().normalize();
    return new HomeLayout(absolute.resolve("local"), RUN.resolve(digest(absolute)));
  }

  Path records(String kind) {
    return local.resolve("records").resolve(kind);
  }

  Path pool() {
    return local.resolve("pool");
  }

  Path poolFile() {
    return local.resolve("pool.img");
  }

  Path podman() {
    return local.resolve("podman");
  }

  Path socket() {
    return run.resolve("podman.sock");
  }

  /** Shared by all homes: which networks' address ranges are taken on this computer. */
  Path claims() {
    return run.resolveSibling("claims");
  }

  /** Makes the directories that no other user may look into. */
  void create() {
    try {
      var ownerOnly =
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
      Files.createDirectories(local.getParent());
      Files.createDirectories(local, ownerOnly);
      Files.createDirectories(run, ownerOnly);
      Files.createDirectories(claims(), ownerOnly);
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  private static String digest(Path home) {
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256")
              .digest(home.toString().getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }
}

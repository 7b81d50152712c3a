package io.snapfleet.local;

import io.snapfleet.provider.api.BootIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Writes who a machine is into its root directory, before its first boot. */
final class IdentityFiles {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private final RootFiles root;

  IdentityFiles(Path root) {
    this.root = new RootFiles(root);
  }

  /** Leaves no host key and no login key of another machine behind. */
  void write(BootIdentity identity) {
    try {
      write("/etc/hostname", identity.hostName() + "\n", "rw-r--r--");
      write("/etc/hosts", hosts(identity.hostName()), "rw-r--r--");
      write("/etc/machine-id", Ids.random(16) + "\n", "r--r--r--");
      removeHostKeys();
      write("/etc/ssh/ssh_host_ed25519_key", lines(identity.hostKeyPrivate()), "rw-------");
      write("/etc/ssh/ssh_host_ed25519_key.pub", lines(identity.hostKeyPublic()), "rw-r--r--");
      Path keys = root.directory("/root/.ssh");
      Files.createDirectories(keys);
      Files.setPosixFilePermissions(keys, PosixFilePermissions.fromString("rwx------"));
      write(
          "/root/.ssh/authorized_keys",
          lines(String.join("\n", identity.authorizedKeys())),
          "rw-------");
      Files.deleteIfExists(root.locate("/root/.ssh/authorized_keys2"));
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  private static String hosts(String hostName) {
    return """
        127.0.0.1 localhost
        127.0.1.1 %s
        ::1 localhost ip6-localhost ip6-loopback
        """
        .formatted(hostName);
  }

  private void removeHostKeys() throws IOException {
    Path ssh = root.directory("/etc/ssh");
    Files.createDirectories(ssh);
    try (DirectoryStream<Path> keys = Files.newDirectoryStream(ssh, "ssh_host_*")) {
      for (Path key : keys) {
        Files.delete(key);
      }
    }
  }

  /** Replaces whatever was at the path, so that a link there is not followed. */
  private void write(String path, String content, String permissions) throws IOException {
    Path place = root.locate(path);
    Files.deleteIfExists(place);
    Files.createFile(place, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    Files.write(place, content.getBytes(StandardCharsets.UTF_8));
    Files.setPosixFilePermissions(place, PosixFilePermissions.fromString(permissions));
  }

  private static String lines(String text) {
    return text.endsWith("\n") ? text : text + "\n";
  }
}

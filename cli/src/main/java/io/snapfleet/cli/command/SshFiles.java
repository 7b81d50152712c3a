package io.snapfleet.cli.command;

import io.snapfleet.remote.RemoteTarget;
import io.snapfleet.remote.SshAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What OpenSSH needs to log in to one machine: our key, and the one host key it may show. Both are
 * files of the owner alone in a directory of their own, gone when closed or when the process ends.
 */
final class SshFiles implements AutoCloseable {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final RemoteTarget target;
  private final Path directory;
  private final Path key;
  private final Path knownHosts;

  private SshFiles(RemoteTarget target, Path directory) {
    this.target = target;
    this.directory = directory;
    this.key = directory.resolve("key");
    this.knownHosts = directory.resolve("known_hosts");
  }

  static SshFiles write(RemoteTarget target) throws IOException {
    Path directory = Files.createTempDirectory("snapfleet-ssh-");
    SshFiles files = new SshFiles(target, directory);
    try {
      directory.toFile().deleteOnExit();
      write(files.key, target.loginKey().reveal());
      write(files.knownHosts, target.name() + " " + target.hostKey() + "\n");
      return files;
    } catch (IOException refused) {
      files.close();
      throw refused;
    }
  }

  private static void write(Path file, String text) throws IOException {
    file.toFile().deleteOnExit();
    Files.writeString(Files.createFile(file, OWNER_ONLY), text);
  }

  /** The command line of {@code ssh}: nothing of the user's own configuration is read. */
  List<String> arguments(List<String> command) {
    SshAddress address = SshAddress.parse(target.address());
    List<String> line =
        new ArrayList<>(
            List.of(
                "ssh",
                "-F",
                "none",
                "-i",
                key.toString(),
                "-p",
                String.valueOf(address.port()),
                "-l",
                "root"));
    for (String option :
        List.of(
            "IdentitiesOnly=yes",
            "IdentityAgent=none",
            "StrictHostKeyChecking=yes",
            "HostKeyAlias=" + target.name(),
            "UserKnownHostsFile=" + knownHosts,
            "GlobalKnownHostsFile=none",
            "UpdateHostKeys=no",
            "LogLevel=ERROR")) {
      line.addAll(List.of("-o", option));
    }
    line.addAll(List.of("--", address.host()));
    line.addAll(command);
    return line;
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(key);
    Files.deleteIfExists(knownHosts);
    Files.deleteIfExists(directory);
  }
}

package io.snapfleet.cli.inventory;

import io.snapfleet.cli.error.CommandException;
import io.snapfleet.cli.error.ExitCode;
import io.snapfleet.remote.RemoteTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;

/**
 * What Ansible needs to log in to machines, as files of the owner alone in a directory that is the
 * user's: a fleet's private key and, for each machine, the one host key it may show. They stay
 * until the user deletes them.
 */
final class LoginFiles {
  private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final Path directory;

  /** A directory whose name needs no quotes: Ansible and ssh each split what holds it. */
  LoginFiles(Path directory) {
    this.directory = directory.toAbsolutePath().normalize();
    if (!this.directory.toString().matches("[A-Za-z0-9_./+@-]+")) {
      throw new CommandException(
          "the directory's name has characters that Ansible or ssh would split it at",
          directory.toString(),
          "name one of letters, digits and _ . / + @ -",
          ExitCode.BAD_INPUT);
    }
  }

  /** Writes the files of one machine and returns the variables that name them. */
  Map<String, Object> write(String fleet, RemoteTarget target) {
    Path key = directory.resolve(fleet + ".key");
    Path knownHosts = directory.resolve(target.name() + ".known_hosts");
    try {
      Files.createDirectories(directory);
      replace(key, target.loginKey().reveal());
      replace(knownHosts, target.name() + " " + target.hostKey() + "\n");
    } catch (IOException refused) {
      throw new CommandException(
          "the login files cannot be written: " + refused.getMessage(),
          directory.toString(),
          "name a directory that you may write to with --ssh-files",
          ExitCode.FAILED);
    }
    String arguments =
        "-o IdentitiesOnly=yes -o StrictHostKeyChecking=yes -o HostKeyAlias=%s -o UserKnownHostsFile=%s"
            .formatted(target.name(), knownHosts);
    return Map.of(
        "ansible_ssh_private_key_file", key.toString(), "ansible_ssh_common_args", arguments);
  }

  /** Whoever reads meanwhile gets the old text or the new one. */
  private void replace(Path file, String text) throws IOException {
    Path draft = Files.createTempFile(directory, ".login-", "", OWNER_ONLY);
    try {
      Files.writeString(draft, text);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
  }
}

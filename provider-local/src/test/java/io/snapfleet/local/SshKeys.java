package io.snapfleet.local;

import io.snapfleet.provider.api.BootIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Keys made by ssh-keygen in a directory of a test, and commands run with them. */
final class SshKeys {
  private final Path directory;
  private final Commands commands = new Commands();

  SshKeys(Path directory) {
    this.directory = directory;
    make("login");
  }

  BootIdentity identity(String hostName) {
    make(hostName);
    try {
      return new BootIdentity(
          hostName,
          Files.readString(directory.resolve(hostName)),
          hostKey(hostName),
          List.of(Files.readString(directory.resolve("login.pub")).strip()));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  String hostKey(String hostName) throws IOException {
    return Files.readString(directory.resolve(hostName + ".pub")).strip();
  }

  /** Runs a command in a machine, which must show the host key it was given. */
  Commands.Result ssh(String hostName, String address, String command) throws IOException {
    Path known = directory.resolve(hostName + ".known");
    Files.writeString(known, address + " " + hostKey(hostName) + "\n");
    return commands.run(
        "ssh",
        "-o",
        "StrictHostKeyChecking=yes",
        "-o",
        "UserKnownHostsFile=" + known,
        "-o",
        "BatchMode=yes",
        "-o",
        "ConnectTimeout=5",
        "-i",
        directory.resolve("login").toString(),
        "root@" + address,
        command);
  }

  private void make(String name) {
    if (!Files.exists(directory.resolve(name))) {
      commands.require(
          "ssh-keygen",
          "-q",
          "-t",
          "ed25519",
          "-N",
          "",
          "-C",
          name,
          "-f",
          directory.resolve(name).toString());
    }
  }
}

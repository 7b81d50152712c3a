package io.snapfleet.bake.part;

import io.snapfleet.bake.local.Scratch;
import io.snapfleet.bake.machine.HostKeyFact;
import io.snapfleet.bake.run.BuildException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;

/** Files by which Ansible's SSH gets in at the machine, and at no other. */
record AnsibleLogin(Path key, Path knownHosts) {
  private static final String USUAL_PORT = "22";

  static AnsibleLogin write(Map<String, String> facts, Scratch scratch) throws IOException {
    if (!Objects.equals(facts.get("ConnType"), "ssh")) {
      throw new BuildException("provisioner ansible needs a machine that is reached over SSH");
    }
    Path key =
        Files.createFile(
            scratch.file("ansible-key"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(key, facts.get("SSHPrivateKey"));
    String host = facts.get("Host");
    String port = facts.get("Port");
    String name = USUAL_PORT.equals(port) ? host : "[" + host + "]:" + port;
    Path known = scratch.file("known_hosts");
    Files.writeString(known, name + " " + facts.get(HostKeyFact.NAME) + "\n");
    return new AnsibleLogin(key, known);
  }
}

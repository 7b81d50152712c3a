package io.snapfleet.bake.machine;

import io.snapfleet.bake.journal.BuildRecord;
import io.snapfleet.bake.run.BuildException;
import io.snapfleet.provider.api.ImageId;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.remote.RemoteTarget;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The machine of a build.
 *
 * @param base the image that the build begins with, whatever step it goes on after
 * @param hostKey the only one it may show
 * @param login empty where nobody logs in
 */
record BuildMachine(
    BuildRecord build, Machine machine, ImageId base, String hostKey, Optional<SshLogin> login) {
  String address() {
    String address = machine.address();
    if (address == null) {
      throw new BuildException("machine " + machine.name() + " has no address");
    }
    return address;
  }

  Optional<RemoteTarget> target() {
    return login.map(one -> one.target(machine.name(), address(), hostKey));
  }

  Map<String, String> facts() {
    Map<String, String> facts = new HashMap<>(Map.of("ConnType", "none", "Host", address()));
    login.ifPresent(one -> facts.putAll(one.facts(address(), hostKey)));
    facts.put("ID", machine.id().value());
    return facts;
  }
}

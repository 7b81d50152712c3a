package io.snapfleet.bake.machine;

import io.snapfleet.remote.RemoteTarget;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A machine that a failed build leaves to people for a while. */
record KeptMachine(BuildMachine machine, String noun, MachineTools tools) {
  private static final Duration KEPT = Duration.ofHours(24);

  /** Sees to it that it is removed one day, and says how to get in until then. */
  String words() {
    Instant until = tools.clock().instant().plus(KEPT).truncatedTo(ChronoUnit.SECONDS);
    tools.journal().change(machine.build().kept(until));
    return "%s %s (%s) at %s stays until %s, when the next build or run-due removes it; %s"
        .formatted(
            noun,
            machine.machine().name(),
            machine.machine().id(),
            machine.address(),
            until,
            machine.login().map(this::command).orElse("nobody can log in at it"));
  }

  private String command(SshLogin login) {
    String id = machine.build().id();
    Path key = tools.journal().attach(id, ".key", login.key().privateKey().reveal());
    RemoteTarget target = login.target(id, machine.address(), machine.hostKey());
    Path known =
        tools
            .journal()
            .attach(id, ".known_hosts", hostNames(login) + " " + target.hostKey() + "\n");
    return "get in with: ssh -i %s -o IdentitiesOnly=yes -o UserKnownHostsFile=%s -p %d %s@%s"
        .formatted(key, known, login.port(), login.user(), machine.address());
  }

  /** As OpenSSH asks for them. */
  private String hostNames(SshLogin login) {
    return login.port() == 22 ? machine.address() : "[" + machine.address() + "]:" + login.port();
  }
}

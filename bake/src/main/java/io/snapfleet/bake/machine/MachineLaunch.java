package io.snapfleet.bake.machine;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.journal.BuildRecord;
import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.run.BuildSite;
import io.snapfleet.provider.api.BootIdentity;
import io.snapfleet.provider.api.ImageId;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.MachineRequest;
import io.snapfleet.provider.api.Network;
import io.snapfleet.remote.SshKeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Makes the machine of a build, with its network, and waits until it is there.
 *
 * @param base the image that the build begins with, whatever step it goes on after
 */
record MachineLaunch(
    Settings settings, BuildSite site, MachineTools tools, MachineKind kind, ImageId base) {
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration USUAL_PATIENCE = Duration.ofMinutes(6);

  BuildMachine of(BuildRecord build, ImageId source, Optional<SshLogin> login, Leavings leavings) {
    if (kind.registersKeys()) {
      site.lines().say("Creating temporary ssh key for " + kind.noun() + "...");
    }
    site.lines().say("Creating " + kind.noun() + "...");
    Network network = leavings.network();
    SshKeyPair hostKey = tools.keys().get();
    SshKeyPair loginKey = login.map(SshLogin::key).orElseGet(tools.keys());
    String name = kind.machineName(build.id());
    MachineRequest request =
        new MachineRequest(
            name,
            leavings.tags(),
            source,
            kind.size(),
            network.id(),
            new BootIdentity(
                name,
                hostKey.privateKey().reveal(),
                hostKey.publicLine(),
                List.of(loginKey.publicLine())),
            List.of(),
            List.of(),
            kind.extras());
    Machine machine = active(leavings.machine(request), leavings.calls());
    return new BuildMachine(build, machine, base, hostKey.publicLine(), login);
  }

  private Machine active(Machine made, ProviderCalls calls) {
    site.lines().say("Waiting for " + kind.noun() + " to become active...");
    Duration patience = settings.duration("state_timeout").orElse(USUAL_PATIENCE);
    Instant end = tools.clock().instant().plus(patience);
    Machine seen = made;
    while (seen.state() != Machine.State.RUNNING || seen.address() == null) {
      if (seen.state() == Machine.State.FAILED || !tools.clock().instant().isBefore(end)) {
        throw new BuildException(
            "Error waiting for %s to become active: it is %s after %d s at most"
                .formatted(kind.noun(), seen.state(), patience.toSeconds()));
      }
      tools.pause().of(LOOK);
      seen =
          calls
              .get(provider -> provider.compute().machine(made.id()))
              .orElseThrow(() -> new BuildException("the " + kind.noun() + " has vanished"));
    }
    return seen;
  }
}

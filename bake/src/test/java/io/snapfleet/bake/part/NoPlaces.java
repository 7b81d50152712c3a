package io.snapfleet.bake.part;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.journal.BuildJournal;
import io.snapfleet.bake.machine.ImageRegister;
import io.snapfleet.bake.machine.MachineSupply;
import io.snapfleet.bake.machine.MachineTools;
import io.snapfleet.bake.machine.Pause;
import io.snapfleet.bake.run.BuildException;
import io.snapfleet.provider.api.Provider;
import io.snapfleet.remote.SshKeyPair;
import io.snapfleet.remote.SshRemote;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** For tests in which no machine is made; one that is there can be connected to. */
final class NoPlaces implements MachineSupply {
  static MachineTools tools(Path home, Clock clock) {
    return new MachineTools(
        new NoPlaces(),
        new BuildJournal(() -> home.resolve("machines")),
        new SshRemote(),
        SshKeyPair::generate,
        List.of(),
        (root, holdsSecret) -> List.of(),
        clock,
        Pause.SLEEP,
        ImageRegister.NONE);
  }

  @Override
  public Place open(Settings builder) {
    throw new BuildException("no machine is made here");
  }

  @Override
  public Optional<Provider> find(String name) {
    return Optional.empty();
  }

  @Override
  public void close() {}
}

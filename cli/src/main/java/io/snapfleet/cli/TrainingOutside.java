package io.snapfleet.cli;

import io.snapfleet.local.LocalRehearsal;
import io.snapfleet.local.LocalSettings;
import io.snapfleet.provider.api.Provider;
import io.snapfleet.remote.Remote;
import io.snapfleet.remote.RemoteSession;
import io.snapfleet.remote.RemoteTarget;
import io.snapfleet.remote.SshRemote;
import java.nio.file.Path;
import java.time.Clock;

/**
 * Machines that never run, and one SSH server for all of them.
 *
 * @param address of the server
 */
record TrainingOutside(String address, String hostKey) implements Outside {
  @Override
  public Remote remote() {
    SshRemote ssh = new SshRemote();
    return new Remote() {
      @Override
      public void prepare() {
        ssh.prepare();
      }

      @Override
      public RemoteSession connect(RemoteTarget machine) {
        return ssh.connect(
            new RemoteTarget(
                machine.name(), address, hostKey, machine.loginKey(), machine.deadline()));
      }

      @Override
      public void close() {
        ssh.close();
      }
    };
  }

  @Override
  public Provider local(Path home, LocalSettings settings, Clock clock) {
    return LocalRehearsal.provider(home, settings, clock);
  }
}

package io.snapfleet.fleet.operate;

import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.fake.FakeProvider;
import io.snapfleet.provider.fake.Guest;
import io.snapfleet.remote.Remote;
import io.snapfleet.remote.RemoteException;
import io.snapfleet.remote.RemoteSession;
import io.snapfleet.remote.RemoteTarget;
import io.snapfleet.remote.Script;
import io.snapfleet.remote.ScriptResult;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;

/**
 * SSH to the machines of a {@link FakeProvider}: lets in who has the login key, and only where the
 * machine runs and shows the host key that is expected. Thread-safe.
 */
final class FakeRemote implements Remote {
  private static final String HOST_KEY = "/etc/ssh/ssh_host_ed25519_key.pub";
  private static final String LOGIN_KEYS = "/root/.ssh/authorized_keys";

  private final FakeProvider provider;
  private final Life life;
  private final Home home;

  FakeRemote(FakeProvider provider, Life life, Home home) {
    this.provider = provider;
    this.life = life;
    this.home = home;
  }

  @Override
  public RemoteSession connect(RemoteTarget target) {
    life.check();
    Guest guest =
        provider
            .guestAt(target.address())
            .filter(found -> !home.isUnreachable(target.name()))
            .filter(this::runs)
            .orElseThrow(() -> silent(target));
    require(guest, HOST_KEY, target.hostKey(), target.name() + " shows another host key");
    require(
        guest, LOGIN_KEYS, FakeKeys.publicLine(target.loginKey()), target.name() + " refused us");
    return new Session(target.name(), guest);
  }

  private boolean runs(Guest guest) {
    return home.provider()
        .compute()
        .machine(guest.id())
        .filter(machine -> machine.state() == Machine.State.RUNNING)
        .isPresent();
  }

  private RemoteException silent(RemoteTarget target) {
    home.clock().sleep(target.deadline());
    return new RemoteException(
        "%s did not answer within %d s".formatted(target.name(), target.deadline().toSeconds()));
  }

  private static void require(Guest guest, String file, String line, String otherwise) {
    if (!guest.read(file).orElse("").strip().equals(line)) {
      throw new RemoteException(otherwise);
    }
  }

  @Override
  public void close() {}

  private final class Session implements RemoteSession {
    private final String machine;
    private final Guest guest;

    private Session(String machine, Guest guest) {
      this.machine = machine;
      this.guest = guest;
    }

    @Override
    public ScriptResult run(Script script) {
      home.beforeScript(script);
      return life.act(Life.Place.MACHINE, script.name(), () -> ran(script));
    }

    private ScriptResult ran(Script script) {
      try {
        ScriptResult result = new TinyMachine(provider, guest).run(script);
        home.ran(machine, script);
        return home.symptom(script.name()).map(said -> new ScriptResult(1, said)).orElse(result);
      } catch (ProviderException.NotFound gone) {
        throw new RemoteException("the connection to " + machine + " broke", gone);
      }
    }

    @Override
    public ScriptResult pipe(Script script, InputStream in, OutputStream out) {
      return life.act(
          Life.Place.MACHINE,
          script.name(),
          () -> {
            home.requireReachable(machine);
            ScriptResult result = new TinyMachine(provider, guest).pipe(script, in, out);
            home.ran(machine, script);
            return home.symptom(script.name())
                .map(said -> new ScriptResult(1, said))
                .orElse(result);
          });
    }

    @Override
    public int exec(String command, InputStream in, OutputStream out, OutputStream err) {
      return life.act(
          Life.Place.MACHINE,
          command,
          () -> {
            home.requireReachable(machine);
            home.beforeCommand(machine, command);
            return home.disk(guest).exec(command, in, out, err);
          });
    }

    @Override
    public void upload(Path local, String remote) {
      life.act(
          Life.Place.MACHINE,
          "upload",
          () -> {
            guest.write(remote, local.toString());
            return remote;
          });
    }

    @Override
    public void uploadContent(Path local, String remote) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void download(String remote, Path local) {
      throw new UnsupportedOperationException("the engine downloads nothing");
    }

    @Override
    public void close() {}
  }
}

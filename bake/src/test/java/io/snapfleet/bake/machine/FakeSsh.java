package io.snapfleet.bake.machine;

import io.snapfleet.provider.fake.FakeProvider;
import io.snapfleet.provider.fake.Guest;
import io.snapfleet.remote.Remote;
import io.snapfleet.remote.RemoteException;
import io.snapfleet.remote.RemoteSession;
import io.snapfleet.remote.RemoteTarget;
import io.snapfleet.remote.Script;
import io.snapfleet.remote.ScriptResult;
import io.snapfleet.remote.SshAddress;
import io.snapfleet.remote.SshKeyPair;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * SSH to the machines of a {@link FakeProvider}, for whom has the login key and knows the host key.
 * Commands are noted, and succeed unless they are to fail.
 */
final class FakeSsh implements Remote {
  private final FakeProvider provider;
  private String failing = "";
  private final List<String> commands = new CopyOnWriteArrayList<>();

  FakeSsh(FakeProvider provider) {
    this.provider = provider;
  }

  /** From now on, commands with this in them fail. */
  FakeSsh failing(String part) {
    failing = part;
    return this;
  }

  List<String> commands() {
    return List.copyOf(commands);
  }

  @Override
  public RemoteSession connect(RemoteTarget target) {
    Guest guest =
        provider
            .guestAt(SshAddress.parse(target.address()).host())
            .orElseThrow(() -> new RemoteException(target.name() + " does not answer"));
    require(guest, "/etc/ssh/ssh_host_ed25519_key.pub", target.hostKey());
    require(guest, "/root/.ssh/authorized_keys", SshKeyPair.of(target.loginKey()).publicLine());
    return new Session();
  }

  private static void require(Guest guest, String file, String line) {
    if (!guest.read(file).orElse("").strip().equals(line)) {
      throw new RemoteException("another key than expected is in " + file);
    }
  }

  @Override
  public void close() {}

  private final class Session implements RemoteSession {
    @Override
    public int exec(String program, InputStream in, OutputStream out, OutputStream err) {
      String command = program + read(in).strip();
      commands.add(command);
      if (command.contains("dpkg-query")) {
        print("nginx=1.22.1-9\nbash=5.2\n", out);
      }
      return !failing.isEmpty() && command.contains(failing) ? 1 : 0;
    }

    private static String read(InputStream in) {
      try {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    private static void print(String text, OutputStream out) {
      try {
        out.write(text.getBytes(StandardCharsets.UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    @Override
    public ScriptResult run(Script script) {
      throw new UnsupportedOperationException("builds run commands");
    }

    @Override
    public ScriptResult pipe(Script script, InputStream in, OutputStream out) {
      throw new UnsupportedOperationException("builds run commands");
    }

    @Override
    public void upload(Path local, String remote) {
      throw new UnsupportedOperationException("nothing is copied here");
    }

    @Override
    public void uploadContent(Path local, String remote) {
      throw new UnsupportedOperationException("nothing is copied here");
    }

    @Override
    public void download(String remote, Path local) {
      throw new UnsupportedOperationException("nothing is copied here");
    }

    @Override
    public void close() {}
  }
}

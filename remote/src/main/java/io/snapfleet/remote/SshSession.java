package io.snapfleet.remote;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.apache.sshd.client.session.ClientSession;

/** An SSH connection that is logged in. Thread-safe. */
final class SshSession implements RemoteSession {
  private static final Duration UNLIMITED = Duration.ofDays(365);

  /** How long a machine that answers may take to stop a script after its deadline. */
  private static final Duration STOPPING = Duration.ofSeconds(3);

  /** The statuses of {@code timeout} when it ended a script kindly, and by force. */
  private static final Set<Integer> STOPPED = Set.of(124, 137);

  private final String machine;
  private final ClientSession session;

  SshSession(String machine, ClientSession session) {
    this.machine = machine;
    this.session = session;
  }

  @Override
  public ScriptResult run(Script script) {
    byte[] input = ScriptText.encode(script);
    String what = "script \"%s\" on machine %s".formatted(script.name(), machine);
    OutputTail output = new OutputTail(script.secrets().values());
    Deadline deadline = Deadline.in(script.deadline());
    String line = ScriptText.command(script.deadline());
    try (RemoteCommand command = RemoteCommand.merged(session, what, line, output)) {
      command.open(deadline);
      command.send(input);
      boolean ended = command.awaitEnd(Deadline.in(deadline.remaining().plus(STOPPING)));
      if (!ended || (deadline.passed() && STOPPED.contains(command.exitStatus()))) {
        throw late(what, script, output);
      }
      return new ScriptResult(command.exitStatus(), output.text());
    }
  }

  @Override
  public ScriptResult pipe(Script script, InputStream in, OutputStream out) {
    String what = "script \"%s\" on machine %s".formatted(script.name(), machine);
    OutputTail errors = new OutputTail(script.secrets().values());
    Deadline deadline = Deadline.in(script.deadline().plus(STOPPING));
    String line = ScriptText.pipeCommand(script.deadline());
    InputSource source = new InputSource(in);
    InputStream text = new ByteArrayInputStream(ScriptText.encodeForPipe(script));
    try (RemoteCommand command = RemoteCommand.streaming(session, what, line)) {
      command.open(deadline);
      try (StreamCopies copies = new StreamCopies(command)) {
        copies.feed(new SequenceInputStream(text, source));
        copies.drain(out, errors);
      }
      source.requireWhole(what);
      if (!command.awaitEnd(Deadline.in(STOPPING)) || STOPPED.contains(command.exitStatus())) {
        throw late(what, script, errors);
      }
      return new ScriptResult(command.exitStatus(), errors.text());
    } catch (IOException e) {
      throw notPassedOn(what, e);
    }
  }

  @Override
  public int exec(String line, InputStream in, OutputStream out, OutputStream err) {
    String what = "a command on machine " + machine;
    Deadline deadline = Deadline.in(UNLIMITED);
    try (RemoteCommand command = RemoteCommand.streaming(session, what, line)) {
      command.open(deadline);
      try (StreamCopies copies = new StreamCopies(command)) {
        copies.feed(in);
        copies.drain(out, err);
      }
      command.awaitEnd(deadline);
      return command.exitStatus();
    } catch (IOException e) {
      throw notPassedOn(what, e);
    }
  }

  @Override
  public void upload(Path local, String remote) {
    new TarCopy(this, machine).upload(local, remote);
  }

  @Override
  public void uploadContent(Path local, String remote) {
    new TarCopy(this, machine).uploadContent(local, remote);
  }

  @Override
  public void download(String remote, Path local) {
    new TarCopy(this, machine).download(remote, local);
  }

  @Override
  public void close() {
    session.close(true);
  }

  private static RemoteException notPassedOn(String what, IOException cause) {
    return new RemoteException(
        RemoteException.Kind.NOT_DONE,
        what + ": its output could not be passed on: " + cause.getMessage(),
        cause);
  }

  private static RemoteException late(String what, Script script, OutputTail output) {
    String last = new ScriptResult(0, output.text()).lastLine();
    return RemoteException.stopped(
        "%s did not end within %s and was stopped; %s"
            .formatted(
                what,
                Deadline.words(script.deadline()),
                last.isEmpty() ? "it had no output" : "its last line of output: " + last),
        output.text());
  }
}

package io.snapfleet.bake.machine;

import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.run.CommandInput;
import io.snapfleet.bake.run.Communicator;
import io.snapfleet.bake.run.Interruption;
import io.snapfleet.bake.run.LineStream;
import io.snapfleet.bake.run.StepProcesses;
import io.snapfleet.bake.run.Stopping;
import io.snapfleet.bake.run.UnreachableException;
import io.snapfleet.remote.Remote;
import io.snapfleet.remote.RemoteException;
import io.snapfleet.remote.RemoteSession;
import io.snapfleet.remote.RemoteTarget;
import io.snapfleet.remote.ShellWord;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reaches a machine over SSH, in one connection that is made anew where it broke. For use by one
 * thread at a time.
 */
final class SshCommunicator implements Communicator, AutoCloseable {
  /** How long it is tried to connect again before whoever asked may do something else. */
  private static final Duration AGAIN = Duration.ofSeconds(10);

  private final Remote remote;
  private final RemoteTarget target;
  private @Nullable RemoteSession session;
  private boolean wasConnected;

  SshCommunicator(Remote remote, RemoteTarget target) {
    this.remote = remote;
    this.target = target;
  }

  /** Waits until the machine lets us in. */
  void connect() {
    session();
  }

  @Override
  public int run(String commandLine, Consumer<String> output, Consumer<String> errors) {
    StepProcesses processes = StepProcesses.next();
    CommandInput line = new CommandInput(commandLine);
    return Stopping.undone(
        () -> exec(processes.begin(line.reader()), line.bytes(), output, errors),
        () -> end(processes));
  }

  /** The connection may be of no more use. */
  @Override
  public void end(StepProcesses processes) {
    close();
    List<String> said = new CopyOnWriteArrayList<>();
    if (exec(processes.end(), new byte[0], said::add, said::add) != 0) {
      throw new BuildException("processes of a step go on: " + String.join("; ", said));
    }
  }

  private int exec(
      String commandLine, byte[] input, Consumer<String> output, Consumer<String> errors) {
    try (LineStream out = new LineStream(output);
        LineStream err = new LineStream(errors)) {
      return use(open -> open.exec(commandLine, new ByteArrayInputStream(input), out, err));
    } catch (RemoteException failed) {
      if (failed.kind() == RemoteException.Kind.CUT_OFF) {
        close();
        return DISCONNECTED;
      }
      throw failure(failed);
    }
  }

  @Override
  public void upload(Path from, String to) {
    with(
        open -> {
          open.uploadContent(from, to);
          return to;
        });
  }

  @Override
  public void uploadDirectory(Path from, String to, boolean content) {
    boolean into = !content && isDirectory(to);
    upload(from, into ? to.replaceFirst("/*$", "/") + from.getFileName() : to);
  }

  @Override
  public void download(String from, Path to) {
    with(
        open -> {
          open.download(from, to);
          return to;
        });
  }

  @Override
  public void downloadDirectory(String from, Path into) {
    String directory = from.replaceFirst("/+$", "");
    download(directory, into.resolve(directory.substring(directory.lastIndexOf('/') + 1)));
  }

  private boolean isDirectory(String path) {
    OutputStream unheard = OutputStream.nullOutputStream();
    String test = "test -d " + ShellWord.of(path);
    return with(open -> open.exec(test, InputStream.nullInputStream(), unheard, unheard)) == 0;
  }

  private <T> T with(Function<RemoteSession, T> work) {
    try {
      return use(work);
    } catch (RemoteException failed) {
      throw failed.kind() == RemoteException.Kind.CUT_OFF ? unreachable(failed) : failure(failed);
    }
  }

  /** That the connection broke meanwhile shows only when something is to begin in it. */
  private <T> T use(Function<RemoteSession, T> work) {
    try {
      return work.apply(session());
    } catch (RemoteException failed) {
      if (failed.kind() != RemoteException.Kind.NOT_BEGUN) {
        throw failed;
      }
      close();
    }
    return work.apply(session());
  }

  private synchronized RemoteSession session() {
    RemoteSession open = session;
    if (open == null) {
      open = connected();
      session = open;
      wasConnected = true;
    }
    return open;
  }

  private RemoteSession connected() {
    try {
      return remote.connect(wasConnected ? again() : target);
    } catch (RemoteException failed) {
      throw !wasConnected || failed.kind() == RemoteException.Kind.OTHER_HOST_KEY
          ? failure(failed)
          : unreachable(failed);
    }
  }

  private RemoteTarget again() {
    return new RemoteTarget(
        target.name(),
        target.login(),
        target.address(),
        target.hostKey(),
        target.loginKey(),
        AGAIN);
  }

  private UnreachableException unreachable(RemoteException failed) {
    stopWhereInterrupted(failed);
    close();
    return new UnreachableException(String.valueOf(failed.getMessage()), failed);
  }

  private static BuildException failure(RemoteException failed) {
    stopWhereInterrupted(failed);
    return new BuildException(String.valueOf(failed.getMessage()), failed);
  }

  private static void stopWhereInterrupted(Throwable failed) {
    for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
      if (cause instanceof InterruptedException stopped) {
        throw Interruption.of(stopped);
      }
      if (cause instanceof InterruptedIOException) {
        throw Interruption.of(new InterruptedException(cause.getMessage()));
      }
    }
  }

  @Override
  public synchronized void close() {
    RemoteSession open = session;
    session = null;
    if (open != null) {
      open.close();
    }
  }
}

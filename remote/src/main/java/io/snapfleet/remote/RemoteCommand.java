package io.snapfleet.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.client.channel.ChannelExec;
import org.apache.sshd.client.future.OpenFuture;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.channel.ChannelPipedSink;
import org.apache.sshd.core.CoreModuleProperties;

/** One command in a channel of its own. Its failures are sentences about {@code what}. */
final class RemoteCommand implements AutoCloseable {
  private final String what;
  private final ClientSession session;
  private final ChannelExec channel;
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  private RemoteCommand(ClientSession session, String what, String line) {
    this.session = session;
    this.what = what;
    try {
      this.channel = session.createExecChannel(line);
    } catch (IOException | RuntimeException e) {
      throw new RemoteException(
          RemoteException.Kind.NOT_BEGUN, what + " could not start: the connection is closed", e);
    }
  }

  /**
   * @param output gets standard output and standard error; must never block, because the thread
   *     that reads the connection writes to it
   */
  static RemoteCommand merged(
      ClientSession session, String what, String line, OutputStream output) {
    RemoteCommand command = new RemoteCommand(session, what, line);
    command.channel.setRedirectErrorStream(true);
    command.channel.setOut(output);
    return command;
  }

  /** A command whose output is read from {@link #output()} and {@link #errors()}. */
  static RemoteCommand streaming(ClientSession session, String what, String line) {
    return new RemoteCommand(session, what, line);
  }

  void open(Deadline deadline) {
    CoreModuleProperties.WAIT_FOR_SPACE_TIMEOUT.set(channel, deadline.remaining());
    channel.addCloseFutureListener(closed -> end());
    try {
      OpenFuture opened = channel.open();
      SshClients.acknowledgeAtOnce(session);
      opened.verify(deadline.remaining());
    } catch (IOException | RuntimeException e) {
      throw new RemoteException(
          RemoteException.Kind.NOT_BEGUN, what + " could not start: " + e.getMessage(), e);
    }
  }

  InputStream output() {
    return channel.getInvertedOut();
  }

  InputStream errors() {
    return channel.getInvertedErr();
  }

  OutputStream input() {
    return channel.getInvertedIn();
  }

  /** Sends all of the input. A command that ends before it has read it all is no error here. */
  void send(byte[] bytes) {
    try (OutputStream input = channel.getInvertedIn()) {
      input.write(bytes);
    } catch (IOException e) {
      // What the command then says, or that the connection broke, is found by awaitEnd.
    }
  }

  /** Waits for the end of the command or of the connection; false when the deadline came first. */
  boolean awaitEnd(Deadline deadline) {
    try {
      ended.get(deadline.remaining().toNanos(), TimeUnit.NANOSECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RemoteException(
          "waiting for %s was interrupted; it may go on there".formatted(what), e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("only ever completed with nothing", e);
    }
  }

  /**
   * @throws RemoteException when there is none, because the connection broke or a signal ended it
   */
  int exitStatus() {
    Integer status = channel.getExitStatus();
    if (status != null) {
      return status;
    }
    String signal = channel.getExitSignal();
    throw signal == null
        ? new RemoteException(
            RemoteException.Kind.CUT_OFF,
            what + " was cut off: the connection broke before it ended")
        : new RemoteException(
            RemoteException.Kind.NOT_DONE, what + " was ended by signal " + signal);
  }

  @Override
  public void close() {
    channel.close(true);
  }

  /** Without this, readers of a broken connection would wait for ever. */
  private void end() {
    if (channel.getInvertedOut() instanceof ChannelPipedSink sink) {
      sink.eof();
    }
    if (channel.getInvertedErr() instanceof ChannelPipedSink sink) {
      sink.eof();
    }
    ended.complete(null);
  }
}

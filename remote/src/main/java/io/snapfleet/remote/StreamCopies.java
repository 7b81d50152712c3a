package io.snapfleet.remote;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/**
 * Moves a command's three streams, each on its own virtual thread. Closing it does not wait for the
 * input: its next bytes may never come.
 */
final class StreamCopies implements AutoCloseable {
  private final RemoteCommand command;
  private @Nullable Thread feeder;

  StreamCopies(RemoteCommand command) {
    this.command = command;
  }

  void feed(InputStream in) {
    feeder = Thread.ofVirtual().name("ssh-input").start(() -> copyInput(in));
  }

  /** Returns when the command has closed both its outputs. */
  void drain(OutputStream out, OutputStream err) throws IOException {
    CompletableFuture<Void> errors = new CompletableFuture<>();
    Thread.ofVirtual().name("ssh-errors").start(() -> copyErrors(err, errors));
    copy(command.output(), out);
    try {
      errors.join();
    } catch (CompletionException e) {
      throw new IOException(e.getCause());
    }
  }

  @Override
  public void close() {
    if (feeder != null) {
      feeder.interrupt();
    }
  }

  private void copyInput(InputStream in) {
    try (OutputStream input = command.input()) {
      copy(in, input);
    } catch (IOException e) {
      // The command ended before it read everything, as `head` does: its exit status tells.
    }
  }

  private void copyErrors(OutputStream err, CompletableFuture<Void> done) {
    try {
      copy(command.errors(), err);
      done.complete(null);
    } catch (IOException e) {
      done.completeExceptionally(e);
    }
  }

  /** Passes on each piece at once: someone may be reading along. */
  private static void copy(InputStream from, OutputStream to) throws IOException {
    byte[] piece = new byte[32 * 1024];
    for (int count = from.read(piece); count >= 0; count = from.read(piece)) {
      to.write(piece, 0, count);
      to.flush();
    }
  }
}

package io.snapfleet.remote;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.client.SshClient;

/**
 * SSH by Apache MINA SSHD. The client is started when it is first wanted, on another thread where
 * {@link #prepare} says so beforehand. Thread-safe.
 */
public final class SshRemote implements Remote {
  private final CompletableFuture<SshClient> client = new CompletableFuture<>();
  private final AtomicBoolean started = new AtomicBoolean();

  @Override
  public void prepare() {
    if (started.compareAndSet(false, true)) {
      Thread.ofVirtual().name("ssh-start").start(this::start);
    }
  }

  @Override
  public RemoteSession connect(RemoteTarget target) {
    return new SshConnector(client(), target).connect();
  }

  @Override
  public void close() {
    if (!started.get()) {
      return;
    }
    try {
      client.join().close(true);
    } catch (CompletionException e) {
      // It never started, so nothing is open.
    }
  }

  private void start() {
    try {
      client.complete(SshClients.start());
    } catch (RuntimeException e) {
      client.completeExceptionally(e);
    }
  }

  private SshClient client() {
    prepare();
    try {
      return client.join();
    } catch (CompletionException e) {
      throw new RemoteException("the SSH client could not start: " + e.getMessage(), e);
    }
  }
}

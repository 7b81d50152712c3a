package io.snapfleet.fleet.remote;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.sshd.client.SshClient;

/**
 * SSH by Apache MINA SSHD. The client is made ready on another thread while the machine still
 * boots. Thread-safe.
 */
public final class SshRemote implements Remote {
  private final CompletableFuture<SshClient> client;

  public SshRemote() {
    client = new CompletableFuture<>();
    Thread.ofVirtual().name("ssh-start").start(this::start);
  }

  @Override
  public RemoteSession connect(RemoteTarget target) {
    return new SshConnector(client(), target).connect();
  }

  @Override
  public void close() {
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
    try {
      return client.join();
    } catch (CompletionException e) {
      throw new RemoteException("the SSH client could not start: " + e.getMessage(), e);
    }
  }
}

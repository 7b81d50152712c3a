package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.remote.Remote;
import io.snapfleet.remote.RemoteException;
import io.snapfleet.remote.RemoteSession;
import io.snapfleet.remote.RemoteTarget;
import io.snapfleet.remote.Script;
import io.snapfleet.remote.ScriptResult;
import io.snapfleet.remote.secret.Secret;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SessionsTest {
  private final Switchboard remote = new Switchboard();
  private final Sessions sessions =
      new Sessions(remote, () -> new Secret("key"), () -> Duration.ofSeconds(60));

  /** Connects at once, but to machines that boot only when they are let. */
  private static final class Switchboard implements Remote {
    final Set<String> refused = ConcurrentHashMap.newKeySet();
    final Set<String> broken = ConcurrentHashMap.newKeySet();
    final Set<String> booting = ConcurrentHashMap.newKeySet();
    final CountDownLatch booted = new CountDownLatch(1);
    final List<String> connected = new CopyOnWriteArrayList<>();
    final List<String> closed = new CopyOnWriteArrayList<>();

    @Override
    public RemoteSession connect(RemoteTarget target) {
      if (booting.contains(target.name())) {
        waitForBoot();
      }
      if (refused.contains(target.name())) {
        throw new RemoteException(target.name() + " refused");
      }
      if (broken.contains(target.name())) {
        throw new AssertionError(target.name() + " shows a mistake of ours");
      }
      connected.add(target.name());
      return new Line(target.name(), closed);
    }

    private void waitForBoot() {
      try {
        assertThat(booted.await(30, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException interrupted) {
        throw new AssertionError(interrupted);
      }
    }

    @Override
    public void close() {}
  }

  /** A session that is only good for being closed. */
  private record Line(String machine, List<String> closedLines) implements RemoteSession {
    @Override
    public ScriptResult run(Script script) {
      throw new UnsupportedOperationException();
    }

    @Override
    public ScriptResult pipe(Script script, InputStream in, OutputStream out) {
      throw new UnsupportedOperationException();
    }

    @Override
    public int exec(String command, InputStream in, OutputStream out, OutputStream err) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void upload(Path local, String remote) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void uploadContent(Path local, String remote) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void download(String remote, Path local) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
      closedLines.add(machine);
    }
  }

  private static FleetMachine machine(String name) {
    return new FleetMachine(
        "blog",
        TierName.WEB,
        name,
        MachineState.BOOTING,
        "m-1",
        "192.0.2.1",
        "i-1",
        null,
        "ssh-ed25519 AAAA",
        Instant.EPOCH,
        null,
        null);
  }

  @Test
  void anErrorOfOneThatConnectsReachesThoseThatWaitForIt() throws Exception {
    remote.booting.add("blog-web-1");
    remote.broken.add("blog-web-1");
    sessions.prepare(machine("blog-web-1"));
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<RemoteSession> waits = threads.submit(() -> sessions.with(machine("blog-web-1")));
      remote.booted.countDown();
      assertThat(waits)
          .failsWithin(Duration.ofSeconds(30))
          .withThrowableThat()
          .withMessageContaining("blog-web-1 shows a mistake of ours");
    }
  }

  @Test
  void machineThatStillBootsKeepsNobodyFromAnyOther() throws Exception {
    remote.booting.add("slow");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<RemoteSession> slow = threads.submit(() -> sessions.with(machine("slow")));
      List<Future<RemoteSession>> others = new ArrayList<>();
      IntStream.range(0, 100)
          .forEach(
              number -> others.add(threads.submit(() -> sessions.with(machine("web-" + number)))));
      for (Future<RemoteSession> other : others) {
        other.get(60, TimeUnit.SECONDS);
      }
      assertThat(slow.isDone()).isFalse();
      remote.booted.countDown();
      assertThat(slow.get(60, TimeUnit.SECONDS)).isNotNull();
    }
  }

  @Test
  void allWhoWantOneMachineShareOneSession() throws Exception {
    remote.booting.add("web-1");
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<RemoteSession> first = threads.submit(() -> sessions.with(machine("web-1")));
      Future<RemoteSession> second = threads.submit(() -> sessions.with(machine("web-1")));
      remote.booted.countDown();
      assertThat(first.get(60, TimeUnit.SECONDS)).isSameAs(second.get(10, TimeUnit.SECONDS));
    }
    assertThat(remote.connected).containsExactly("web-1");
  }

  @Test
  void preparedSessionIsTheOneThatIsUsed() {
    sessions.prepare(machine("proxy-1"));
    await().until(() -> remote.connected.contains("proxy-1"));
    sessions.with(machine("proxy-1"));
    assertThat(remote.connected).containsExactly("proxy-1");
  }

  @Test
  void failedConnectionIsTriedAgainByTheNextWhoAsks() {
    remote.refused.add("web-1");
    assertThatThrownBy(() -> sessions.with(machine("web-1")))
        .isInstanceOf(RemoteException.class)
        .hasMessage("web-1 refused");
    remote.refused.clear();
    assertThat(sessions.with(machine("web-1"))).isNotNull();
  }

  @Test
  void sessionThatIsReadyOnlyAfterTheEndIsClosedToo() {
    remote.booting.add("proxy-1");
    sessions.prepare(machine("proxy-1"));
    sessions.close();
    remote.booted.countDown();
    await().until(() -> remote.closed.contains("proxy-1"));
  }

  @Test
  void closingClosesEverySessionAndForgettingOne() {
    Set<String> names = new HashSet<>(Set.of("web-1", "web-2", "web-3"));
    names.forEach(name -> sessions.with(machine(name)));
    sessions.forget("web-1");
    assertThat(remote.closed).containsExactly("web-1");
    sessions.close();
    assertThat(remote.closed).containsExactlyInAnyOrderElementsOf(names);
  }
}

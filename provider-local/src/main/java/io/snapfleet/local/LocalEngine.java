package io.snapfleet.local;

import io.snapfleet.provider.api.ProviderException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What machines of one home run on: the pool and podman, started when first needed and stopped when
 * the last user closes and no machine is left. Thread-safe.
 */
final class LocalEngine {
  private static final Path PROC = Path.of("/proc");

  final HomeLayout layout;
  final LocalSettings settings;
  final Clock clock;
  final Commands commands = new Commands();
  final Catalogue catalogue;
  final NetworkRules rules;

  private final HomeLock startAndStop;
  private final Users users;
  private final ReentrantLock once = new ReentrantLock();
  private @Nullable Storage storage;
  private @Nullable PodmanApi podman;

  LocalEngine(Path home, LocalSettings settings, Clock clock) {
    this.layout = HomeLayout.of(home);
    this.settings = settings;
    this.clock = clock;
    this.catalogue = new Catalogue(layout);
    this.rules = new NetworkRules(layout, catalogue, commands);
    this.startAndStop = new HomeLock(layout.run().resolve("engine.lock"));
    this.users = new Users(layout.run().resolve("users"));
  }

  /** The trees, for those who need no machine to run. */
  Storage storage() {
    once.lock();
    try {
      if (storage == null) {
        requireRoot();
        layout.create();
        storage = startAndStop.call(this::openPool);
      }
      return storage;
    } finally {
      once.unlock();
    }
  }

  PodmanApi podman() {
    once.lock();
    try {
      storage();
      if (podman == null) {
        podman = startAndStop.call(this::connect);
      }
      return podman;
    } finally {
      once.unlock();
    }
  }

  Path tree(String kind, String id) {
    return layout.pool().resolve(kind).resolve(id);
  }

  /** Never fails. */
  void close() {
    once.lock();
    try {
      if (podman != null) {
        podman.close();
      }
      if (storage != null) {
        Storage open = storage;
        startAndStop.run(() -> leave(open));
      }
    } finally {
      podman = null;
      storage = null;
      once.unlock();
    }
  }

  private Storage openPool() {
    users.enter();
    return new Pool(layout, settings, commands).open();
  }

  private PodmanApi connect() {
    if (Files.exists(layout.socket())) {
      PodmanApi running = new PodmanApi(layout.socket());
      if (running.answers()) {
        return running;
      }
      running.close();
    }
    HostSettings.raise(PROC);
    PodmanApi started = new PodmanService(layout, commands).start();
    catalogue.networks.all().forEach(rules::restore);
    return started;
  }

  private void leave(Storage open) {
    if (users.leaveAsLast() && catalogue.machines.isEmpty()) {
      new PodmanService(layout, commands).stop();
      open.close();
    }
  }

  private static void requireRoot() {
    if (!"root".equals(System.getProperty("user.name"))) {
      throw new ProviderException.Unauthorized(
          "the local provider needs root: it mounts disks and makes networks and containers",
          "run the command again as root, or with sudo");
    }
  }
}

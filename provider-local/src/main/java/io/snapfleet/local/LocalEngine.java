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
  private final PodmanService service;
  private final Pool pool;
  private final CutOffBuilds cutOffBuilds;
  private final ReentrantLock once = new ReentrantLock();
  private @Nullable Storage storage;
  private @Nullable PodmanApi podman;

  LocalEngine(Path home, LocalSettings settings, Clock clock) {
    this(HomeLayout.of(home), settings, clock);
  }

  private LocalEngine(HomeLayout layout, LocalSettings settings, Clock clock) {
    this.layout = layout;
    this.settings = settings;
    this.clock = clock;
    this.catalogue = new Catalogue(layout);
    this.rules = new NetworkRules(layout, catalogue, commands);
    this.startAndStop = new HomeLock(layout.run().resolve("engine.lock"));
    this.users = new Users(layout.run().resolve("users"));
    this.service = new PodmanService(layout, commands);
    this.pool = new Pool(layout, settings, commands);
    this.cutOffBuilds = new CutOffBuilds(layout, catalogue);
  }

  /** One that somebody else has started, and stops. */
  static LocalEngine running(HomeLayout layout, LocalSettings settings, Clock clock) {
    LocalEngine engine = new LocalEngine(layout, settings, clock);
    layout.create();
    engine.storage = new BtrfsStorage(engine.commands, layout.pool(), false);
    engine.podman = new PodmanApi(layout.socket());
    return engine;
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

  /**
   * Lets go of the pool and podman, and stops them unless someone else uses the home or a machine
   * is left, even where a process has started them that died. Starts and mounts nothing. Never
   * fails.
   */
  void close() {
    once.lock();
    try {
      if (podman != null) {
        podman.close();
      }
      if (storage != null || isAbandoned()) {
        startAndStop.run(this::leave);
      }
    } finally {
      podman = null;
      storage = null;
      once.unlock();
    }
  }

  private Storage openPool() {
    users.enter();
    return pool.open();
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
    PodmanApi started = service.start();
    catalogue.networks.all().forEach(rules::restore);
    return started;
  }

  /** Whether something runs, is mounted or is half made for nobody. */
  private boolean isAbandoned() {
    return isRoot()
        && (service.isRunning() || pool.isMounted() || (pool.isOpen() && cutOffBuilds.any()))
        && catalogue.machines.isEmpty()
        && users.isEmpty();
  }

  private void leave() {
    if (!users.leaveAsLast() || !catalogue.machines.isEmpty()) {
      return;
    }
    service.stop();
    if (storage != null || pool.isOpen()) {
      Storage open = storage == null ? pool.open() : storage;
      cutOffBuilds.remove(open);
      open.close();
    }
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }

  private static void requireRoot() {
    if (!isRoot()) {
      throw new ProviderException.Unauthorized(
          "the local provider needs root: it mounts disks and makes networks and containers",
          "run the command again as root, or with sudo");
    }
  }
}

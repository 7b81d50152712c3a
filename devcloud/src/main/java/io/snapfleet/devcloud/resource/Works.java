package io.snapfleet.devcloud.resource;

import io.snapfleet.devcloud.http.ApiError;
import io.snapfleet.devcloud.machine.MachineOrder;
import io.snapfleet.devcloud.machine.MachineOrder.Disk;
import io.snapfleet.devcloud.machine.ProviderMachines;
import io.snapfleet.devcloud.store.Kind;
import io.snapfleet.devcloud.store.Store;
import io.snapfleet.provider.api.ProviderException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import tools.jackson.databind.node.ObjectNode;

/**
 * The real work behind actions, where there are real machines: done by a thread of its own, outside
 * of transactions, and begun again after a kill. What is gone from the account is kept in a list of
 * garbage until its real thing is gone too. What is asked for once this is closed is left to the
 * next devcloud.
 */
final class Works implements AutoCloseable {
  /** Ends an action, within a transaction. */
  interface Ending {
    void end(ObjectNode action, boolean succeeded);
  }

  private static final System.Logger LOG = System.getLogger(Works.class.getName());
  private static final Set<String> KINDS =
      Set.of("droplet create", "droplet snapshot", "droplet rebuild");
  private static final int TRIES = 60;
  private static final Duration BETWEEN = Duration.ofSeconds(2);

  /** How long work that is under way may still take. */
  private static final Duration AT_CLOSE = Duration.ofSeconds(30);

  private final Store store;
  private final Optional<ProviderMachines> machines;
  private final Set<String> beingRemoved = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("devcloud-work-", 0).factory());
  private final CountDownLatch closing = new CountDownLatch(1);

  Works(Store store, Optional<ProviderMachines> machines) {
    this.store = store;
    this.machines = machines;
  }

  boolean areReal() {
    return machines.isPresent();
  }

  boolean takes(String type) {
    return areReal() && KINDS.contains(type);
  }

  /** Begins the work of an action; called within a transaction. */
  void begin(String type, ObjectNode action, Ending ending) {
    String id = action.get("id").asString();
    Optional<ObjectNode> droplet = store.find(Kind.DROPLET, Json.text(action, "_resource"));
    if (droplet.isEmpty()) {
      ending.end(action, false);
      return;
    }
    Supplier<String> work = work(type, action, droplet.get());
    start(() -> carryOut(id, droplet.get(), work, ending));
  }

  private void start(Runnable work) {
    try {
      threads.execute(work);
    } catch (RejectedExecutionException closed) {
      LOG.log(System.Logger.Level.DEBUG, "left to the next devcloud", closed);
    }
  }

  private Supplier<String> work(String type, ObjectNode action, ObjectNode droplet) {
    ProviderMachines real = machines.orElseThrow();
    String id = action.get("id").asString();
    return switch (type) {
      case "droplet create" -> {
        MachineOrder order = order(droplet, Json.text(droplet, "_machine_image"));
        yield () -> real.create(order);
      }
      case "droplet rebuild" -> {
        String image = Json.text(action.get("_details"), "machine_image");
        MachineOrder order = order(droplet, image);
        yield () -> real.rebuild(order);
      }
      default -> () -> real.capture(droplet.get("id").asString(), id);
    };
  }

  private MachineOrder order(ObjectNode droplet, String image) {
    List<Disk> disks =
        Json.texts(droplet, "volume_ids").stream()
            .flatMap(id -> store.find(Kind.VOLUME, id).stream())
            .map(Works::disk)
            .toList();
    return new MachineOrder(
        droplet.get("id").asString(),
        Json.text(droplet, "name"),
        image,
        Json.text(droplet, "vpc_uuid"),
        Json.number(droplet, "memory"),
        Json.text(droplet, "_user_data"),
        Json.texts(droplet, "_keys"),
        disks);
  }

  private static Disk disk(ObjectNode volume) {
    return new Disk(
        Json.text(volume, "id"),
        Json.text(volume, "name"),
        Json.number(volume, "size_gigabytes"),
        Json.text(volume, "_snapshot"));
  }

  private void carryOut(String action, ObjectNode droplet, Supplier<String> work, Ending ending) {
    Optional<String> result = Optional.empty();
    try {
      result = Optional.of(work.get());
    } catch (ProviderException failed) {
      LOG.log(
          System.Logger.Level.WARNING,
          "an action on droplet %s errored: %s; %s"
              .formatted(droplet.get("id").asString(), failed.getMessage(), failed.fix()));
    } catch (RuntimeException mistake) {
      LOG.log(System.Logger.Level.ERROR, "action " + action + " errored", mistake);
    }
    Optional<String> told = result;
    store.transact(
        () -> {
          told.ifPresent(it -> store.change(Kind.ACTION, action, node -> node.put("_result", it)));
          ending.end(store.find(Kind.ACTION, action).orElseThrow(), told.isPresent());
          return true;
        });
  }

  /** Copies a real volume before the answer goes out, for its content is fixed from then on. */
  void snapshot(ObjectNode volume, String snapshot) {
    try {
      machines.ifPresent(real -> real.snapshotVolume(disk(volume), snapshot));
    } catch (ProviderException failed) {
      throw ApiError.unprocessable("the volume cannot be copied: " + failed.getMessage());
    }
  }

  /** Makes a real volume of a snapshot at once, for the snapshot may be gone when it is needed. */
  void copy(ObjectNode volume) {
    try {
      machines
          .filter(real -> !Json.text(volume, "_snapshot").isEmpty())
          .ifPresent(real -> real.volume(disk(volume)));
    } catch (ProviderException failed) {
      throw ApiError.unprocessable("the snapshot cannot be copied: " + failed.getMessage());
    }
  }

  /** Notes that a real thing is not wanted any more; called within a transaction. */
  void discard(String type, String id) {
    if (areReal() && !id.isEmpty()) {
      ObjectNode garbage = Json.object().put("type", type).put("id", id);
      store.put(Kind.GARBAGE, type + " " + id, garbage);
    }
  }

  /** Begins to remove what is not being removed yet. */
  void sweep() {
    if (areReal()) {
      List<ObjectNode> garbage = store.transact(() -> List.copyOf(store.all(Kind.GARBAGE)));
      for (ObjectNode thing : garbage) {
        String name = Json.text(thing, "type") + " " + Json.text(thing, "id");
        if (beingRemoved.add(name)) {
          start(() -> removeInTime(name, thing));
        }
      }
    }
  }

  private void removeInTime(String name, ObjectNode thing) {
    try {
      for (int tries = 1; !removed(name, thing); tries++) {
        if (tries == TRIES) {
          LOG.log(System.Logger.Level.WARNING, "gave up for now to remove " + name);
          return;
        }
        if (closing.await(BETWEEN.toNanos(), TimeUnit.NANOSECONDS)) {
          return;
        }
      }
      store.transact(
          () -> {
            store.remove(Kind.GARBAGE, name);
            return true;
          });
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      beingRemoved.remove(name);
    }
  }

  private boolean removed(String name, ObjectNode thing) {
    String type = Json.text(thing, "type");
    String id = Json.text(thing, "id");
    try {
      if (!type.equals("vpc") || !isWantedAgain(id)) {
        remove(type, id);
      }
      return true;
    } catch (ProviderException.Conflict | ProviderException.Retryable notYet) {
      return false;
    } catch (ProviderException refused) {
      LOG.log(
          System.Logger.Level.WARNING,
          "%s is not removed yet: %s; %s".formatted(name, refused.getMessage(), refused.fix()));
      return false;
    }
  }

  /** A network without machines is removed, and made anew for the next machine. */
  private boolean isWantedAgain(String vpc) {
    return store.transact(() -> hasDroplets(vpc));
  }

  /** The range of a network's real one, which is made; nothing where machines are simulated. */
  Optional<String> realRange(String vpc) {
    return machines.map(real -> real.networkRange(vpc));
  }

  /**
   * Lets go of a default network's real one when no droplet is in it, for nobody can delete the
   * network itself; called within a transaction.
   */
  void discardWhenEmpty(String vpc) {
    boolean isDefault =
        store.find(Kind.VPC, vpc).filter(found -> Json.flag(found, "default")).isPresent();
    if (isDefault && !hasDroplets(vpc)) {
      discard("vpc", vpc);
    }
  }

  private boolean hasDroplets(String vpc) {
    return store.all(Kind.DROPLET).stream()
        .anyMatch(droplet -> Json.text(droplet, "vpc_uuid").equals(vpc));
  }

  private void remove(String type, String id) {
    ProviderMachines real = machines.orElseThrow();
    switch (type) {
      case "droplet" -> real.delete(id);
      case "image" -> real.deleteImage(id);
      case "volume" -> real.deleteVolume(id);
      case "volume_snapshot" -> real.deleteVolumeSnapshot(id);
      case "vpc" -> real.deleteNetwork(id);
      default -> throw new IllegalStateException("nothing is known of " + type);
    }
  }

  /** Ends what is under way, so that machines do not change any more once this returns. */
  @Override
  public void close() {
    closing.countDown();
    threads.shutdown();
    try {
      if (!threads.awaitTermination(AT_CLOSE.toNanos(), TimeUnit.NANOSECONDS)) {
        LOG.log(System.Logger.Level.WARNING, "work on machines goes on: the next devcloud looks");
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}

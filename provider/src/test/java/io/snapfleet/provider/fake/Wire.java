package io.snapfleet.provider.fake;

import io.snapfleet.provider.api.Tags;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The line between one controller and the provider: counts and logs the calls, lets the fault plan
 * at them, and is silent for ever once the controller is dead. Thread-safe.
 */
final class Wire {
  private final FakeSettings settings;
  private final WorldFile file;
  private final List<Call> log = new ArrayList<>();
  private volatile boolean dead;

  Wire(FakeSettings settings) {
    this.settings = settings;
    this.file = new WorldFile(settings.directory());
  }

  FakeSettings settings() {
    return settings;
  }

  WorldFile file() {
    return file;
  }

  Instant now() {
    return settings.clock().instant();
  }

  List<Call> log() {
    synchronized (log) {
      return List.copyOf(log);
    }
  }

  <T> T read(String name, String subject, Function<World, T> look) {
    Call call = begin(name, subject);
    return exchange(call, () -> file.read(world -> unlessDead(call, world, look)));
  }

  <T> T change(String name, String subject, Function<World, T> act) {
    Call call = begin(name, subject);
    return exchange(call, () -> file.change(world -> unlessDead(call, world, act)));
  }

  /** A change in two steps, between which the controller may die. */
  <T> T change(String name, String subject, Consumer<World> begin, Function<World, T> end) {
    Call call = begin(name, subject);
    return exchange(
        call,
        () -> {
          file.change(
              world ->
                  unlessDead(
                      call,
                      world,
                      present -> {
                        begin.accept(present);
                        return true;
                      }));
          orDie(() -> settings.faults().within(call));
          return file.change(world -> unlessDead(call, world, end));
        });
  }

  /** Those of {@code things} that match and are old enough to show in lists. */
  <E extends Entry> List<E> listed(Collection<E> things, Tags selector) {
    Instant newest = now().minus(settings.listDelay());
    return things.stream()
        .filter(thing -> thing.tags().matches(selector))
        .filter(thing -> !thing.createdAt().isAfter(newest))
        .toList();
  }

  boolean settled(Instant createdAt) {
    return !now().isBefore(createdAt.plus(settings.settling()));
  }

  private Call begin(String name, String subject) {
    synchronized (log) {
      Call call = new Call(log.size() + 1, name, subject);
      refuseWhenDead(call);
      log.add(call);
      return call;
    }
  }

  private <T> T exchange(Call call, Reply<T> reply) {
    orDie(() -> settings.faults().before(call));
    try {
      return reply.get();
    } finally {
      orDie(() -> settings.faults().after(call));
      refuseWhenDead(call);
    }
  }

  /** Under the file's lock, so that nothing is changed after a kill that a test has seen. */
  private <T> T unlessDead(Call call, World world, Function<World, T> effect) {
    refuseWhenDead(call);
    return effect.apply(world);
  }

  private void refuseWhenDead(Call call) {
    if (dead) {
      throw new Killed("earlier, so there is no " + call);
    }
  }

  private void orDie(Runnable fault) {
    try {
      fault.run();
    } catch (Killed killed) {
      dead = true;
      throw killed;
    }
  }

  private interface Reply<T> {
    T get();
  }
}

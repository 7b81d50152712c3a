package io.snapfleet.fleet.operate;

import io.snapfleet.provider.fake.Call;
import io.snapfleet.provider.fake.FaultPlan;
import io.snapfleet.provider.fake.Killed;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The life of one controller process, from its first act on the outside world to its death. Once it
 * is dead, whatever it tries throws {@link Killed} and has no effect. Thread-safe.
 */
final class Life {
  /**
   * On what a process acts; half-way is inside of those calls to the provider that have two steps.
   */
  enum Place {
    PROVIDER,
    HALF_WAY,
    MACHINE,
    STORE
  }

  /** On which side of an act death comes. */
  enum Side {
    BEFORE,
    AFTER
  }

  /** When a process dies: at its {@code ordinal}th act of one kind, counted from 1. */
  record Death(Place place, int ordinal, Side side) {}

  private final @Nullable Death death;
  private final Map<Place, List<String>> acts = new EnumMap<>(Place.class);
  private boolean dead;

  private Life(@Nullable Death death) {
    this.death = death;
    for (Place place : Place.values()) {
      acts.put(place, new ArrayList<>());
    }
  }

  static Life endless() {
    return new Life(null);
  }

  static Life until(Death death) {
    return new Life(death);
  }

  /** How many acts of a kind there were. */
  synchronized int acts(Place place) {
    return acts.getOrDefault(place, List.of()).size();
  }

  synchronized boolean isDead() {
    return dead;
  }

  synchronized void check() {
    if (dead) {
      throw new Killed("earlier");
    }
  }

  <T> T act(Place place, String what, Supplier<T> work) {
    int ordinal = begin(place, what);
    T answer = work.get();
    reach(place, ordinal, Side.AFTER, what);
    return answer;
  }

  private int begin(Place place, String what) {
    int ordinal = count(place, what);
    reach(place, ordinal, Side.BEFORE, what);
    return ordinal;
  }

  private synchronized int count(Place place, String what) {
    List<String> so = acts.computeIfAbsent(place, key -> new ArrayList<>());
    so.add(what);
    return so.size();
  }

  private synchronized void reach(Place place, int ordinal, Side side, String what) {
    check();
    if (new Death(place, ordinal, side).equals(death)) {
      dead = true;
      throw new Killed(side + " " + what);
    }
  }

  /** This life's end as the provider's line to it sees it. */
  FaultPlan atProvider() {
    return new FaultPlan() {
      @Override
      public void before(Call call) {
        count(Place.PROVIDER, call.toString());
        reach(Place.PROVIDER, call.ordinal(), Side.BEFORE, call.toString());
      }

      @Override
      public void within(Call call) {
        begin(Place.HALF_WAY, call.toString());
      }

      @Override
      public void after(Call call) {
        reach(Place.PROVIDER, call.ordinal(), Side.AFTER, call.toString());
      }
    };
  }
}

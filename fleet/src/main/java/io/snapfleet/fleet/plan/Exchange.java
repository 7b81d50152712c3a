package io.snapfleet.fleet.plan;

import io.snapfleet.fleet.plan.TierMachines.Existing;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which machines of a tier come and go when, so that its pace is kept. Machines that come are
 * numbered from 0 in the order they are launched, those that go in the order they go: the ones that
 * do not serve first.
 */
final class Exchange {
  /** The group of those that go before any has come, to make room. */
  private static final int BEFORE_ALL = -1;

  private final Pace pace;
  private final List<Existing> going;
  private final int coming;

  Exchange(Pace pace, List<Existing> outdated, int coming) {
    this.pace = pace;
    this.going = new ArrayList<>(outdated.stream().filter(one -> !one.isServing()).toList());
    this.going.addAll(outdated.stream().filter(Existing::isServing).toList());
    this.coming = Math.max(0, coming);
  }

  /** In the order in which they go. */
  List<Existing> going() {
    return going;
  }

  /** How many go without another coming in their place. */
  private int surplus() {
    return going.size() - coming;
  }

  /** The machine that this one comes in the place of. */
  Optional<Existing> replacedBy(int number) {
    return at(surplus() + number);
  }

  /** The machine that must be gone before this one is launched. */
  Optional<Existing> makesRoomFor(int number) {
    return at(surplus() + number - pace.surge());
  }

  private Optional<Existing> at(int index) {
    return index < 0 || index >= going.size() ? Optional.empty() : Optional.of(going.get(index));
  }

  /** The batch in which a machine joins that stands there in the list of those that do. */
  int batch(int position) {
    return position / pace.batch();
  }

  /** Those of a list of all that join, or of what belongs to each, which are in the batch. */
  <T> List<T> inBatch(int batch, List<T> all) {
    long start = (long) batch * pace.batch();
    return all.subList(
        Math.clamp(start, 0, all.size()), Math.clamp(start + pace.batch(), 0, all.size()));
  }

  /** The batch after whose joins the machine goes; empty where it makes room for the first. */
  Optional<Integer> goesAfter(int index) {
    int batch = group(index);
    return batch == BEFORE_ALL ? Optional.empty() : Optional.of(batch);
  }

  private int group(int index) {
    int turn = index - surplus();
    if (turn >= 0) {
      return turn / pace.batch();
    }
    boolean neededByTheFirst = turn + pace.surge() < Math.min(pace.batch(), coming);
    return neededByTheFirst ? BEFORE_ALL : 0;
  }
}

package io.snapfleet.cli.quickstart;

import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.operate.Approval;
import io.snapfleet.fleet.operate.FleetEngine;
import io.snapfleet.fleet.operate.OperationException;
import io.snapfleet.fleet.operate.ProgressListener;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** What becomes of the job's fleet when the job is over, whether it came to its end or not. */
final class Aftermath {
  private final FleetEngine engine;
  private final String fleet;
  private final @Nullable Path file;
  private final boolean teardown;
  private final ProgressListener listener;

  /**
   * @param engine without a time limit: what is to be gone must not stay because time is up
   * @param file the fleet file of the user's; null when there is none
   */
  Aftermath(
      FleetEngine engine,
      String fleet,
      @Nullable Path file,
      boolean teardown,
      ProgressListener listener) {
    this.engine = engine;
    this.fleet = fleet;
    this.file = file;
    this.teardown = teardown;
    this.listener = listener;
  }

  boolean removes() {
    return teardown;
  }

  /** Removes the fleet with its snapshot sets. */
  void remove() {
    engine.down(fleet, true, Approval.GIVEN, listener);
  }

  /** The failure as it is to be told, after the fleet was removed where that was asked for. */
  RuntimeException after(RuntimeException failure) {
    boolean late = isTimeLimit(failure);
    if (teardown && (isRunning() || hasSets())) {
      return told(failure, late, removed(failure));
    }
    return late ? told(failure, true, isRunning() ? finishOrRemove() : "") : failure;
  }

  /** What to say of the removal; that it failed hides nothing of why it was made. */
  private String removed(RuntimeException failure) {
    listener.note("removing everything, as --teardown asks");
    try {
      remove();
      return "the fleet was removed, as --teardown asks: without that it stays to be looked at";
    } catch (RuntimeException stuck) {
      failure.addSuppressed(stuck);
      String left =
          "the fleet could not be removed (%s): 'snapfleet down %s --snapshots'"
              .formatted(stuck.getMessage(), fleet);
      listener.note(left);
      return left;
    }
  }

  private String finishOrRemove() {
    String remove = "remove the fleet first with 'snapfleet down " + fleet + " --snapshots'";
    return file == null
        ? remove
        : remove + ", or keep it and finish it with 'snapfleet up -f " + file + "'";
  }

  /** The job begins from nothing, so that what is said of other commands does not hold for it. */
  private static RuntimeException told(RuntimeException failure, boolean late, String more) {
    if (!(failure instanceof OperationException known)) {
      return failure;
    }
    String fix = late ? "give --timeout more, or leave it out" : known.fix();
    return new OperationException(
        known.kind(),
        String.valueOf(known.getMessage()),
        known.where(),
        more.isEmpty() ? fix : fix + "; " + more,
        known);
  }

  private static boolean isTimeLimit(RuntimeException failure) {
    return failure instanceof OperationException known
        && known.kind() == OperationException.Kind.TIME_LIMIT;
  }

  private boolean hasSets() {
    return engine.snapshotSets().stream().anyMatch(set -> set.fleet().equals(fleet));
  }

  private boolean isRunning() {
    return engine.fleets().stream()
        .anyMatch(known -> known.name().equals(fleet) && known.state() != FleetRecord.State.DOWN);
  }
}

package io.snapfleet.cli.quickstart;

import io.snapfleet.cli.quickstart.Phases.Phase;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.operate.Approval;
import io.snapfleet.fleet.operate.DeployRequest;
import io.snapfleet.fleet.operate.FleetEngine;
import io.snapfleet.fleet.operate.OperationException;
import io.snapfleet.fleet.operate.ProgressListener;
import io.snapfleet.recipe.Recipe;
import io.snapfleet.recipe.Stage;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What Snapfleet is for, from beginning to end: deploys a fleet from scratch, writes into it, takes
 * a snapshot set, takes the machines down, builds the fleet from the set, finds what was written,
 * and scales it from the image. Nothing is written where the recipe has no way to. Used once.
 */
final class MainJob {
  static final String REGULAR = "deploy from scratch";
  static final String REBUILD = "rebuild from the snapshot set";
  private static final String POST = "Written before the snapshot";
  private static final int PREFIX = 4;
  private static final int SCALED = 4;
  private static final int MOST_REQUESTS = 200;

  private final FleetEngine engine;
  private final FleetSpec spec;
  private final boolean writes;
  private final Aftermath aftermath;
  private final ProgressListener listener;
  private final Phases phases;

  MainJob(
      FleetEngine engine,
      FleetSpec spec,
      Recipe recipe,
      Aftermath aftermath,
      ProgressListener listener,
      Phases phases) {
    this.engine = engine;
    this.spec = spec;
    this.writes = writesSample(recipe);
    this.aftermath = aftermath;
    this.listener = listener;
    this.phases = phases;
  }

  private static boolean writesSample(Recipe recipe) {
    return recipe.tiers().stream()
        .filter(tier -> tier.tier().equals(TierName.WEB.text()))
        .anyMatch(tier -> tier.scripts().containsKey(Stage.SAMPLE));
  }

  /**
   * How it went.
   *
   * @param ratioRegularToSnapshot how many times longer the deployment from scratch took than the
   *     build from the set
   */
  record Report(
      String fleet,
      String url,
      String snapshotSet,
      List<Phase> phases,
      double ratioRegularToSnapshot,
      boolean tornDown) {}

  Report run() {
    refuseRunningFleet();
    refuseOlderSets();
    Done done = doneOrRemoved();
    if (aftermath.removes()) {
      phases.run("remove everything", aftermath::remove);
    }
    double ratio = phases.seconds(REGULAR) / phases.seconds(REBUILD);
    return new Report(
        spec.fleet(), done.url(), done.set(), phases.done(), ratio, aftermath.removes());
  }

  private record Done(String url, String set) {}

  private Done doneOrRemoved() {
    try {
      return done();
    } catch (RuntimeException failure) {
      throw aftermath.after(failure);
    }
  }

  private Done done() {
    String url = phases.run(REGULAR, this::deploy);
    Site site = new Site(url);
    if (writes) {
      phases.run("write a post", () -> writePost(site));
    }
    SnapshotSet set =
        phases.run("take a snapshot set", () -> engine.takeSnapshot(spec.fleet(), listener));
    listener.note("snapshot set " + set.id());
    phases.run(
        "destroy the machines", () -> engine.down(spec.fleet(), false, Approval.GIVEN, listener));
    phases.run(REBUILD, () -> rebuild(set.id().substring(0, PREFIX), site));
    if (writes) {
      phases.run("find the post", () -> site.mustShow(POST));
    }
    phases.run("scale web from 2 to " + SCALED, () -> scale(site));
    return new Done(url, set.id());
  }

  private void refuseRunningFleet() {
    boolean running =
        engine.fleets().stream()
            .anyMatch(
                fleet ->
                    fleet.name().equals(spec.fleet()) && fleet.state() != FleetRecord.State.DOWN);
    if (running) {
      throw new OperationException(
          OperationException.Kind.BAD_REQUEST,
          "there is a fleet called " + spec.fleet() + " already, and this begins from nothing",
          "fleet " + spec.fleet(),
          "look at it with 'snapfleet status %1$s', or remove it with 'snapfleet down %1$s --snapshots'"
              .formatted(spec.fleet()));
    }
  }

  /** Whoever comes after a removal must not have lost what was there before the job. */
  private void refuseOlderSets() {
    boolean older =
        engine.snapshotSets().stream().anyMatch(set -> set.fleet().equals(spec.fleet()));
    if (aftermath.removes() && older) {
      throw new OperationException(
          OperationException.Kind.BAD_REQUEST,
          "fleet " + spec.fleet() + " has snapshot sets already, which --teardown would remove",
          "fleet " + spec.fleet(),
          "leave --teardown out, or remove them first with 'snapfleet down %s --snapshots'"
              .formatted(spec.fleet()));
    }
  }

  /** What the page shows is the recipe's to judge: its check has done so on every machine. */
  private String deploy() {
    engine.deploy(DeployRequest.deploy(spec, null), Approval.GIVEN, listener);
    String url = engine.status(spec.fleet()).url();
    new Site(url).mustAnswer();
    return url;
  }

  private void writePost(Site site) {
    engine.writeSample(
        spec.fleet(), POST, "If you read this after the rebuild, the data came back.");
    site.mustShow(POST);
  }

  private void rebuild(String prefix, Site site) {
    engine.deploy(DeployRequest.deploy(spec, prefix), Approval.GIVEN, listener);
    site.mustAnswer();
  }

  private void scale(Site site) {
    DeployRequest request = engine.scaleRequest(spec.fleet(), Map.of(TierName.WEB, SCALED));
    engine.deploy(request, Approval.GIVEN, listener);
    Set<String> served = site.servedBy(SCALED, MOST_REQUESTS);
    if (served.size() < SCALED) {
      throw new OperationException(
          OperationException.Kind.FAILED,
          "only %d of %d web machines answered: %s".formatted(served.size(), SCALED, served),
          engine.status(spec.fleet()).url(),
          "see 'snapfleet status " + spec.fleet() + "'");
    }
  }
}

package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.ImageTrial;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.SnapshotSet.TierImage;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.plan.Desired;
import io.snapfleet.fleet.state.FleetLease;
import io.snapfleet.fleet.state.LeaseLostException;
import io.snapfleet.fleet.state.Store;
import io.snapfleet.provider.api.Capability;
import io.snapfleet.provider.api.ImageId;
import io.snapfleet.provider.api.Provider;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.recipe.Recipe;
import io.snapfleet.remote.secret.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tries images before they are used: reads their files for what must not be in an image, and builds
 * a throw-away fleet of them, whose machines have to boot, to answer with the identity they were
 * given, and to pass the recipe's checks. The verdict is written down, and the throw-away fleet
 * removed in every case. Thread-safe.
 */
final class ImageGate {
  private final Surroundings surroundings;
  private final Store store;

  ImageGate(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.store = surroundings.store();
  }

  /**
   * Returns a trial that passed or failed. What keeps a trial from coming to a verdict is thrown,
   * as is what keeps its fleet from being removed.
   */
  ImageTrial judge(TrialCandidate candidate, ProgressListener listener) {
    surroundings.remote().prepare();
    ImageTrial trial = candidate.trial();
    new TrialLeftovers(surroundings).removeAt(trial.provider(), listener);
    try (FleetLease lease = store.acquire(trial.throwAway(), surroundings.owner());
        Provider provider = surroundings.providers().open(trial.provider())) {
      lease.saveImageTrial(trial);
      RunningOperation running =
          RunningOperation.begin(surroundings, lease, provider, operation(trial), listener);
      return running.finish(() -> carryOut(candidate, running));
    } catch (LeaseLostException lost) {
      throw lost;
    } catch (RuntimeException failure) {
      ImageTrial ended = stored(trial);
      if (ended.state() == ImageTrial.State.FAILED && failure.getSuppressed().length == 0) {
        return ended;
      }
      throw failure;
    }
  }

  private ImageTrial carryOut(TrialCandidate candidate, RunningOperation running) {
    TrialLeftovers leftovers = new TrialLeftovers(surroundings);
    try {
      read(candidate, running);
      build(candidate, running);
      ImageTrial passed = end(candidate.trial(), ImageTrial.State.PASSED, null, running);
      leftovers.remove(passed, running);
      return passed;
    } catch (LeaseLostException lost) {
      throw lost;
    } catch (RuntimeException failure) {
      writeDown(candidate.trial(), failure, running);
      try {
        leftovers.remove(candidate.trial(), running);
      } catch (RuntimeException left) {
        failure.addSuppressed(left);
      }
      throw failure;
    }
  }

  private void read(TrialCandidate candidate, RunningOperation running) {
    if (!running.provider().capabilities().contains(Capability.READ_IMAGES)) {
      running
          .listener()
          .note(
              "provider %s does not let images be read: no look for secrets in them"
                  .formatted(running.provider().name()));
      return;
    }
    List<ImageFinding> findings = findings(candidate, running.provider());
    running.lease().saveImageTrial(candidate.trial().readingFiles());
    if (!findings.isEmpty()) {
      throw new UnfitImage(findings);
    }
  }

  private List<ImageFinding> findings(TrialCandidate candidate, Provider provider) {
    KnownSecrets secrets =
        KnownSecrets.NONE
            .with("credentials of the fleet", candidate.inherited())
            .withThoseOf(candidate.trial().fleet(), candidate.trial().provider(), store);
    List<ImageFinding> findings = new ArrayList<>();
    for (Map.Entry<TierName, TierImage> tier : candidate.source().tiers().entrySet()) {
      String image = tier.getValue().image();
      if (candidate.trial().images().contains(image)) {
        findings.addAll(
            SnapshotVerifier.findings(provider, tier.getKey(), new ImageId(image), secrets));
      }
    }
    return findings;
  }

  /**
   * What is to be installed comes first: it needs the way to the outside, which is shut before
   * there is a machine of an image.
   */
  private void build(TrialCandidate candidate, RunningOperation running) {
    running
        .listener()
        .note(
            "trying image %s in throw-away fleet %s"
                .formatted(
                    String.join(", ", candidate.trial().images()), candidate.spec().fleet()));
    SnapshotSet source = candidate.source();
    Recipe recipe = surroundings.recipes().find(candidate.spec().application().recipe());
    ThrowAwayBuild build = new ThrowAwayBuild(surroundings, running);
    FleetSpec installed = candidate.spec().without(source.tiers().keySet());
    Map<String, Secret> inherited = candidate.inherited();
    if (!installed.tiers().isEmpty()) {
      build.build(new Desired(installed, recipe, null), inherited);
      inherited = Map.of();
    }
    build.build(new Desired(candidate.spec(), recipe, source), inherited);
  }

  /** What was decided stays so when what comes after it fails. */
  private void writeDown(ImageTrial trial, RuntimeException failure, RunningOperation running) {
    if (stored(trial).state() == ImageTrial.State.RUNNING) {
      ImageTrial.State verdict =
          isOfTheImages(trial, failure) ? ImageTrial.State.FAILED : ImageTrial.State.UNDECIDED;
      end(trial, verdict, reason(failure), running);
    }
  }

  /** With the last lines of a script, whose log goes with the throw-away fleet. */
  private static String reason(RuntimeException failure) {
    String message = String.valueOf(failure.getMessage());
    return failure instanceof OperationException known && known.output().size() > 1
        ? message + "; it printed last: " + String.join(" | ", known.output())
        : message;
  }

  /** A provider that refuses, a time limit, or another machine's trouble says nothing of them. */
  private boolean isOfTheImages(ImageTrial trial, RuntimeException failure) {
    if (failure instanceof UnfitImage) {
      return true;
    }
    boolean refused =
        failure instanceof OperationException known
            && (known.kind() == OperationException.Kind.PROVIDER_REFUSED
                || known.kind() == OperationException.Kind.TIME_LIMIT);
    return !refused
        && !(failure instanceof ProviderException)
        && store.machines(trial.throwAway()).stream()
            .filter(machine -> trial.images().contains(machine.image()))
            .anyMatch(machine -> machine.state() == MachineState.FAILED);
  }

  private ImageTrial end(
      ImageTrial trial,
      ImageTrial.State verdict,
      @Nullable String reason,
      RunningOperation running) {
    ImageTrial ended = stored(trial).ended(verdict, surroundings.clock().instant(), reason);
    running.lease().saveImageTrial(ended);
    return ended;
  }

  private ImageTrial stored(ImageTrial trial) {
    return store.imageTrials().stream()
        .filter(one -> one.id().equals(trial.id()))
        .findFirst()
        .orElse(trial);
  }

  private Operation operation(ImageTrial trial) {
    return surroundings.operation(
        trial.throwAway(), Operation.Kind.VERIFY_IMAGE, String.join(", ", trial.images()));
  }

  /** An image that holds what must not be in one. */
  private static final class UnfitImage extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnfitImage(List<ImageFinding> findings) {
      super(
          "it holds what must not be in an image: "
              + findings.stream()
                  .map(found -> found.file() + " (" + found.what() + ")")
                  .collect(Collectors.joining(", ")));
    }
  }
}

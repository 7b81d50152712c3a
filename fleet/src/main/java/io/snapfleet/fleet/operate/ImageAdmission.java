package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.image.ImageStanding;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.ImageTrial;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.SnapshotSet.TierImage;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.remote.secret.Secret;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Sees to it that a fleet uses only images that passed the gate: one that failed is refused, and
 * one that nobody has tried is tried first. Thread-safe.
 */
final class ImageAdmission {
  private final Surroundings surroundings;

  ImageAdmission(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /**
   * Returns when all of them have passed.
   *
   * @param set of which the fleet shall be built
   * @param tiers whose images are judged
   * @param inherited as for a trial
   */
  void admit(
      FleetRecord fleet,
      SnapshotSet set,
      Collection<TierName> tiers,
      Map<String, Secret> inherited,
      ProgressListener listener) {
    tiers.forEach(tier -> refuseFailed(fleet, image(set, tier), tier));
    List<String> together =
        tiers.stream()
            .filter(tier -> tier != TierName.PROXY)
            .filter(tier -> isUntried(fleet, image(set, tier), tier))
            .map(tier -> image(set, tier))
            .distinct()
            .toList();
    if (!together.isEmpty()) {
      TrialCandidate candidate =
          new TrialDraft(surroundings).ofFleet(fleet, set, together, inherited);
      require(fleet, new ImageGate(surroundings).judge(candidate, listener));
    }
    tiers.stream()
        .filter(tier -> tier == TierName.PROXY && isUntried(fleet, image(set, tier), tier))
        .map(tier -> new TrialDraft(surroundings).bare(fleet.spec().provider(), image(set, tier)))
        .forEach(one -> require(fleet, new ImageGate(surroundings).judge(one, listener)));
  }

  /** Whether the image would have to be tried before the fleet's tier is built of it. */
  boolean isUntried(FleetRecord fleet, String image, TierName tier) {
    return standing(fleet, image, tier).state() == ImageStanding.State.UNTRIED;
  }

  /** Refuses an image that failed when it was tried. */
  void refuseFailed(FleetRecord fleet, String image, TierName tier) {
    ImageStanding standing = standing(fleet, image, tier);
    if (standing.state() == ImageStanding.State.FAILED) {
      throw failed(
          OperationException.Kind.BAD_REQUEST, fleet, Objects.requireNonNull(standing.trial()));
    }
  }

  /** The load balancer's machine has no part of the application: it has to boot and to answer. */
  private ImageStanding standing(FleetRecord fleet, String image, TierName tier) {
    List<ImageTrial> trials = surroundings.store().imageTrials();
    String place = fleet.spec().provider().place();
    return tier == TierName.PROXY
        ? ImageStanding.of(trials, place, image)
        : ImageStanding.of(trials, place, image, fleet.spec().application().recipe());
  }

  private void require(FleetRecord fleet, ImageTrial trial) {
    if (trial.state() != ImageTrial.State.PASSED) {
      throw failed(OperationException.Kind.FAILED, fleet, trial);
    }
  }

  private OperationException failed(
      OperationException.Kind kind, FleetRecord fleet, ImageTrial trial) {
    String images = String.join(", ", trial.images());
    return new OperationException(
        kind,
        "image %s failed when it was tried at %s: %s"
            .formatted(images, trial.startedAt().truncatedTo(ChronoUnit.SECONDS), trial.reason()),
        "image " + images,
        "use another, or try it again: 'snapfleet image verify %s %s'"
            .formatted(trial.images().getFirst(), asMachineOf(fleet)));
  }

  /** A fleet that shall be made is known to nobody yet. */
  private String asMachineOf(FleetRecord fleet) {
    return surroundings.store().fleet(fleet.name()).isPresent()
        ? "--fleet " + fleet.name()
        : "--recipe " + fleet.spec().application().recipe();
  }

  private static String image(SnapshotSet set, TierName tier) {
    TierImage image = Objects.requireNonNull(set.tiers().get(tier), "the tier's image");
    return image.image();
  }
}

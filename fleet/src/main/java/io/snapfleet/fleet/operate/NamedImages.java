package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.plan.FrozenSettings;
import io.snapfleet.fleet.plan.Plan;
import io.snapfleet.fleet.state.SecretScope;
import io.snapfleet.fleet.state.Store;
import io.snapfleet.recipe.Recipe;
import io.snapfleet.remote.secret.Secret;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Makes a snapshot set of the images that a fleet's spec names for its tiers, once they have passed
 * the gate, and has the fleet built from it. The other tiers go on with what the fleet is built
 * from, or are installed. Thread-safe.
 */
final class NamedImages {
  private final Surroundings surroundings;
  private final Store store;
  private final Deployer deployer;
  private final SnapshotAdopter adopter;
  private final ImageAdmission admission;

  NamedImages(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.store = surroundings.store();
    this.deployer = new Deployer(surroundings);
    this.adopter = new SnapshotAdopter(surroundings);
    this.admission = new ImageAdmission(surroundings);
  }

  /**
   * What images are to be used of.
   *
   * @param fleet as its spec says now, also where there is none yet
   * @param base what the fleet would be built from otherwise; null for from scratch
   * @param images by tier, as ids
   * @param set all of it; not kept where it is new
   */
  private record Draft(
      FleetRecord fleet,
      @Nullable SnapshotSet base,
      Map<TierName, String> images,
      SnapshotSet set) {}

  /**
   * Makes the fleet be as the request says. Where an image has to be tried first, that is asked for
   * before. A set that is new is kept once the plan is approved.
   */
  FleetRecord deploy(DeployRequest request, Approval approval, ProgressListener listener) {
    if (!isNaming(request)) {
      return deployer.deploy(request, approval, listener);
    }
    Draft draft = draft(request, listener);
    EarlyApproval early = new EarlyApproval(approval);
    if (draft.images().entrySet().stream()
        .anyMatch(one -> admission.isUntried(draft.fleet(), one.getValue(), one.getKey()))) {
      early.seek(plan(request, draft));
    }
    admission.admit(
        draft.fleet(), draft.set(), draft.images().keySet(), credentials(draft.base()), listener);
    return deployer.deploy(
        request.from(draft.set().id(), described(request.spec())),
        draft.set(),
        lease -> adopter.keep(lease, draft.set(), draft.base()),
        early,
        listener);
  }

  /** The plan of that. Nothing is tried or kept. */
  Plan plan(DeployRequest request) {
    return isNaming(request)
        ? plan(request, draft(request, ProgressListener.SILENT))
        : deployer.plan(request);
  }

  private Plan plan(DeployRequest request, Draft draft) {
    Plan plan = deployer.plan(request, draft.set());
    for (Map.Entry<TierName, String> image : draft.images().entrySet()) {
      plan = plan.noting(note(request.spec(), draft.fleet(), image.getKey(), image.getValue()));
    }
    return plan;
  }

  private static boolean isNaming(DeployRequest request) {
    return request.kind() == Operation.Kind.DEPLOY
        && request.setPrefix() == null
        && !request.spec().namedImages().isEmpty();
  }

  private static String described(FleetSpec spec) {
    return spec.namedImages().entrySet().stream()
        .map(image -> "%s of image %s".formatted(image.getKey().text(), image.getValue()))
        .collect(Collectors.joining(", "));
  }

  private String note(FleetSpec spec, FleetRecord fleet, TierName tier, String image) {
    String written = String.valueOf(spec.namedImages().get(tier));
    return "the fleet file says that %s machines are made of image %s%s%s"
        .formatted(
            tier.text(),
            image,
            written.equals(image) ? "" : " (" + written + ")",
            admission.isUntried(fleet, image, tier)
                ? ", which is tried in a throw-away fleet first"
                : "");
  }

  private Draft draft(DeployRequest request, ProgressListener listener) {
    FleetSpec spec = request.spec();
    FleetRecord fleet = record(spec);
    SnapshotSet base = deployer.source(request);
    Map<TierName, String> images = new EnumMap<>(TierName.class);
    spec.namedImages().forEach((tier, name) -> images.put(tier, id(fleet, tier, name)));
    SnapshotSet set = adopter.draftOnto(base, fleet, images);
    if (base != null && !base.equals(set) && !request.applySettings()) {
      judgeOthers(base, spec, images.keySet(), listener);
    }
    return new Draft(fleet, base, images, set);
  }

  private FleetRecord record(FleetSpec spec) {
    return new FleetRecord(
        spec.fleet(),
        spec,
        FleetRecord.State.DOWN,
        0,
        null,
        0,
        Map.of(),
        store
            .fleet(spec.fleet())
            .filter(known -> known.state() != FleetRecord.State.DOWN)
            .map(FleetRecord::createdAt)
            .orElseGet(surroundings.clock()::instant));
  }

  private String id(FleetRecord fleet, TierName tier, String name) {
    return atKey(
        tier,
        () -> {
          String id = new ImageName(name).id(surroundings, fleet.spec().provider());
          admission.refuseFailed(fleet, id, tier);
          return id;
        });
  }

  /** What is wrong with an image is said of the key that names it. */
  private static <T> T atKey(TierName tier, Supplier<T> work) {
    try {
      return work.get();
    } catch (OperationException refusal) {
      throw new OperationException(
          refusal.kind(),
          String.valueOf(refusal.getMessage()),
          "tiers.%s.image".formatted(tier.text()),
          refusal.fix(),
          refusal);
    }
  }

  /** Settings that are fixed in images of tiers for which none is named. */
  private void judgeOthers(
      SnapshotSet base, FleetSpec spec, Set<TierName> named, ProgressListener listener) {
    Set<TierName> others = new HashSet<>(base.tiers().keySet());
    others.removeAll(named);
    if (!others.isEmpty()) {
      Recipe recipe = surroundings.recipes().find(spec.application().recipe());
      Preflight.judge(base, FrozenSettings.differences(base, spec, recipe, others), listener::note);
    }
  }

  private Map<String, Secret> credentials(@Nullable SnapshotSet base) {
    return base == null ? Map.of() : store.secrets(SecretScope.ofSet(base.id()));
  }
}

package io.snapfleet.fleet.model;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A machine as the store remembers it. Whether it exists is for the provider to say.
 *
 * @param name unique in the fleet's lifetime among machines that are not gone
 * @param providerId null until the provider has accepted it
 * @param address where the controller reaches it; null until known
 * @param privateAddress where the fleet's other machines reach it, which may be the same; null
 *     until known
 * @param image the provider's id of the image it boots from; empty while that is still to be made
 * @param setId the snapshot set that image is of; null for one installed from scratch
 * @param hostKey the {@code ssh-ed25519 AAAA...} line it must show, fixed before it is created
 * @param launchedAt when its creation was decided
 * @param dataOf the moment of the application data it last got: its image's, or that of the backup
 *     it was refreshed from; null when not known
 * @param reason why it failed; null unless it did
 * @param method how it came to its software
 * @param source the fingerprint of the source directory whose files it was installed with; null
 *     where it is not known, and where there was no directory
 */
public record FleetMachine(
    String fleet,
    TierName tier,
    String name,
    MachineState state,
    @Nullable String providerId,
    @Nullable String address,
    @Nullable String privateAddress,
    String image,
    @Nullable String setId,
    String hostKey,
    Instant launchedAt,
    @Nullable Instant dataOf,
    @Nullable String reason,
    BuildMethod method,
    @Nullable String source) {
  /**
   * A machine with one address for all, from a set's image, or else one that the recipe installs
   * on.
   */
  public FleetMachine(
      String fleet,
      TierName tier,
      String name,
      MachineState state,
      @Nullable String providerId,
      @Nullable String address,
      String image,
      @Nullable String setId,
      String hostKey,
      Instant launchedAt,
      @Nullable Instant dataOf,
      @Nullable String reason) {
    this(
        fleet,
        tier,
        name,
        state,
        providerId,
        address,
        address,
        image,
        setId,
        hostKey,
        launchedAt,
        dataOf,
        reason,
        setId == null ? BuildMethod.REGULAR : BuildMethod.SNAPSHOT,
        null);
  }

  public FleetMachine {
    Objects.requireNonNull(fleet, "fleet");
    Objects.requireNonNull(tier, "tier");
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(image, "image");
    Objects.requireNonNull(hostKey, "hostKey");
    Objects.requireNonNull(launchedAt, "launchedAt");
    Objects.requireNonNull(method, "method");
  }

  public FleetMachine in(MachineState next) {
    return with(next, dataOf, null, method, source);
  }

  /**
   * This machine once the provider has it.
   *
   * @param at where the controller reaches it
   * @param privatelyAt where the fleet's other machines do
   */
  public FleetMachine created(String id, @Nullable String at, @Nullable String privatelyAt) {
    return with(MachineState.BOOTING, id, at, privatelyAt, dataOf, null, method, source);
  }

  /** This machine once it has application data of that moment. */
  public FleetMachine refreshed(Instant moment) {
    return with(state, moment, reason, method, source);
  }

  public FleetMachine failed(String why) {
    return with(MachineState.FAILED, dataOf, why, method, source);
  }

  public FleetMachine builtBy(BuildMethod how) {
    return with(state, dataOf, reason, how, source);
  }

  /** This machine once it has, or is about to get, what a source directory held. */
  public FleetMachine installedFrom(@Nullable String fingerprint) {
    return with(state, dataOf, reason, method, fingerprint);
  }

  private FleetMachine with(
      MachineState next,
      @Nullable Instant moment,
      @Nullable String why,
      BuildMethod how,
      @Nullable String fingerprint) {
    return with(next, providerId, address, privateAddress, moment, why, how, fingerprint);
  }

  private FleetMachine with(
      MachineState next,
      @Nullable String id,
      @Nullable String at,
      @Nullable String privatelyAt,
      @Nullable Instant moment,
      @Nullable String why,
      BuildMethod how,
      @Nullable String fingerprint) {
    return new FleetMachine(
        fleet,
        tier,
        name,
        next,
        id,
        at,
        privatelyAt,
        image,
        setId,
        hostKey,
        launchedAt,
        moment,
        why,
        how,
        fingerprint);
  }
}

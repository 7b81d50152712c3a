package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.TierName;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a fleet stands now.
 *
 * @param url where visitors reach it
 * @param state {@code serving}, {@code changing}, {@code degraded} or {@code down}
 * @param setId the snapshot set its machines are built from; null when installed from scratch
 * @param imagesOf when that set was taken; null without one
 * @param seenAt when this was looked at
 * @param heldBy who is changing it now; null when nobody is
 */
public record FleetStatus(
    String fleet,
    String url,
    String state,
    @Nullable String setId,
    @Nullable Instant imagesOf,
    Instant seenAt,
    @Nullable String heldBy,
    List<Tier> tiers,
    DrillStatus drills) {
  public FleetStatus {
    tiers = List.copyOf(tiers);
  }

  /**
   * One tier.
   *
   * @param desired how many machines are wanted
   */
  public record Tier(TierName tier, int desired, List<MachineStatus> machines) {
    public Tier {
      machines = List.copyOf(machines);
    }
  }

  /**
   * One machine.
   *
   * @param state its state, or {@code missing} when the provider has it no more, {@code stopped}
   *     when it has but it does not run, {@code unknown} when the provider has it and we never made
   *     it
   * @param dataOf the moment of the application data it last got; null when not known
   */
  public record MachineStatus(
      String name,
      String state,
      @Nullable String address,
      String image,
      Instant launchedAt,
      @Nullable Instant dataOf,
      @Nullable String reason) {}
}

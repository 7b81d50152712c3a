package io.snapfleet.cli.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.snapfleet.cli.output.Table;
import io.snapfleet.fleet.operate.FleetStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A fleet's status in the documented shape.
 *
 * @param snapshotSet the id of the set its machines are built from; absent without one
 * @param changedBy who is changing it now; absent when nobody is
 */
record StatusReport(
    String fleet,
    String url,
    String state,
    List<TierReport> tiers,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String snapshotSet,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String changedBy) {

  /** One tier. */
  record TierReport(String tier, int desired, List<MachineReport> machines) {}

  /**
   * One machine.
   *
   * @param address null until it is known
   * @param reason why it failed; absent unless it did
   */
  record MachineReport(
      String name,
      String state,
      @Nullable String address,
      String image,
      Instant launchedAt,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reason) {}

  static StatusReport of(FleetStatus status) {
    return new StatusReport(
        status.fleet(),
        status.url(),
        status.state(),
        status.tiers().stream().map(StatusReport::tier).toList(),
        status.setId(),
        status.heldBy());
  }

  private static TierReport tier(FleetStatus.Tier tier) {
    return new TierReport(
        tier.tier().text(),
        tier.desired(),
        tier.machines().stream()
            .map(
                machine ->
                    new MachineReport(
                        machine.name(),
                        machine.state(),
                        machine.address(),
                        machine.image(),
                        machine.launchedAt(),
                        machine.reason()))
            .toList());
  }

  /** Such as {@code 2 of 3 web}, for tiers that are not whole, else {@code 3 web}. */
  String counts() {
    return String.join(", ", tiers.stream().map(StatusReport::count).toList());
  }

  private static String count(TierReport tier) {
    long serving =
        tier.machines().stream().filter(machine -> machine.state().equals("serving")).count();
    return serving == tier.desired()
        ? serving + " " + tier.tier()
        : serving + " of " + tier.desired() + " " + tier.tier();
  }

  String text() {
    StringBuilder text = new StringBuilder("Fleet %s is %s".formatted(fleet, state));
    text.append(state.equals("down") ? "\n" : " at " + url + "\n");
    if (snapshotSet != null) {
      text.append("built from snapshot set ").append(snapshotSet).append('\n');
    }
    if (changedBy != null) {
      text.append("being changed by ").append(changedBy).append('\n');
    }
    if (!tiers.isEmpty()) {
      text.append("serving: ").append(counts()).append("\n\n").append(machines());
    }
    return text.toString();
  }

  private Table machines() {
    Table table = new Table("TIER", "MACHINE", "STATE", "ADDRESS", "IMAGE", "LAUNCHED");
    for (TierReport tier : tiers) {
      for (MachineReport machine : tier.machines()) {
        table.row(
            tier.tier(),
            machine.name(),
            machine.reason() == null ? machine.state() : machine.state() + ": " + machine.reason(),
            machine.address() == null ? "-" : machine.address(),
            machine.image(),
            machine.launchedAt().truncatedTo(ChronoUnit.SECONDS));
      }
    }
    return table;
  }
}

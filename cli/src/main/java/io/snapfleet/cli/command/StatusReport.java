package io.snapfleet.cli.command;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.snapfleet.cli.command.BackupListCommand.MissedReport;
import io.snapfleet.cli.output.Table;
import io.snapfleet.fleet.model.Backup;
import io.snapfleet.fleet.model.Drill;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.operate.Ages;
import io.snapfleet.fleet.operate.Backups;
import io.snapfleet.fleet.operate.DrillStatus;
import io.snapfleet.fleet.operate.FleetStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A fleet's status in the documented shape.
 *
 * @param snapshotSet the id of the set its machines are built from; absent without one
 * @param snapshotSetTakenAt when that set was taken; absent without one
 * @param snapshotSetAgeSeconds the time since then
 * @param changedBy who is changing it now; absent when nobody is
 * @param newestBackup the newest good one; absent without one
 * @param missedBackups scheduled ones that were not made
 * @param proven the newest drill that passed; absent when none ever did
 * @param drillFailed the newest drill, when it failed; absent when it passed, or there was none
 * @param drillOf whose backup it proves, for a drill's throw-away fleet; absent for all others
 * @param drills the same drills, for the text
 */
record StatusReport(
    String fleet,
    String url,
    String state,
    List<TierReport> tiers,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String snapshotSet,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant snapshotSetTakenAt,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long snapshotSetAgeSeconds,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String changedBy,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable NewestBackup newestBackup,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<MissedReport> missedBackups,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DrillReport proven,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DrillReport drillFailed,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String drillOf,
    @JsonIgnore DrillStatus drills) {
  /** One tier. */
  record TierReport(String tier, int desired, List<MachineReport> machines) {}

  /**
   * One machine.
   *
   * @param address null until it is known
   * @param dataOf the moment of the application data it last got; absent when not known
   * @param dataAgeSeconds the time since then
   * @param reason why it failed; absent unless it did
   */
  record MachineReport(
      String name,
      String state,
      @Nullable String address,
      String image,
      Instant launchedAt,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant dataOf,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long dataAgeSeconds,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String reason) {}

  static StatusReport of(FleetStatus status) {
    return new StatusReport(
        status.fleet(),
        status.url(),
        status.state(),
        status.tiers().stream().map(tier -> tier(tier, status.seenAt())).toList(),
        status.setId(),
        status.imagesOf(),
        seconds(status.imagesOf(), status.seenAt()),
        status.heldBy(),
        null,
        List.of(),
        DrillReport.ofNullable(status.drills().proven()),
        DrillReport.ofNullable(status.drills().failed()),
        drillOf(status.drills()),
        status.drills());
  }

  private static @Nullable String drillOf(DrillStatus drills) {
    Drill within = drills.within();
    return within == null ? null : within.fleet();
  }

  /** The newest good backup, and how old its data is. */
  record NewestBackup(String id, Instant moment, long ageSeconds) {
    static NewestBackup of(Backup backup, Instant now) {
      long age = Duration.between(backup.moment(), now).toSeconds();
      return new NewestBackup(backup.id(), backup.moment(), age);
    }
  }

  /** This status, with what is known of the fleet's backups. */
  StatusReport with(Backups backups, Instant now) {
    return new StatusReport(
        fleet,
        url,
        state,
        tiers,
        snapshotSet,
        snapshotSetTakenAt,
        snapshotSetAgeSeconds,
        changedBy,
        backups.newestGood(fleet).map(backup -> NewestBackup.of(backup, now)).orElse(null),
        backups.missed(fleet).stream().map(MissedReport::of).toList(),
        proven,
        drillFailed,
        drillOf,
        drills);
  }

  private static TierReport tier(FleetStatus.Tier tier, Instant now) {
    return new TierReport(
        tier.tier().text(),
        tier.desired(),
        tier.machines().stream().map(machine -> machine(machine, tier.tier(), now)).toList());
  }

  private static @Nullable Long seconds(@Nullable Instant since, Instant now) {
    return since == null ? null : Duration.between(since, now).toSeconds();
  }

  /** A load balancer has no application data. */
  private static MachineReport machine(
      FleetStatus.MachineStatus machine, TierName tier, Instant now) {
    Instant dataOf = tier == TierName.PROXY ? null : machine.dataOf();
    return new MachineReport(
        machine.name(),
        machine.state(),
        machine.address(),
        machine.image(),
        machine.launchedAt(),
        dataOf,
        seconds(dataOf, now),
        machine.reason());
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
      text.append(
          "built from snapshot set %s, %s\n".formatted(snapshotSet, age(snapshotSetAgeSeconds)));
    }
    if (changedBy != null) {
      text.append("being changed by ").append(changedBy).append('\n');
    }
    if (newestBackup != null) {
      text.append(
          "newest backup: %s, %s\n".formatted(newestBackup.id(), age(newestBackup.ageSeconds())));
    }
    missedBackups.forEach(one -> text.append(one.text()).append('\n'));
    text.append(proof());
    if (!tiers.isEmpty()) {
      text.append("serving: ").append(counts()).append("\n\n").append(machines());
    }
    return text.toString();
  }

  private static String age(@Nullable Long seconds) {
    return seconds == null ? "of unknown age" : Ages.text(Duration.ofSeconds(seconds)) + " old";
  }

  /** How old the images are, and the data; nothing for a fleet installed from scratch. */
  Optional<String> ages() {
    if (snapshotSetAgeSeconds == null) {
      return Optional.empty();
    }
    Optional<Long> oldest =
        tiers.stream()
            .flatMap(tier -> tier.machines().stream())
            .flatMap(machine -> Stream.ofNullable(machine.dataAgeSeconds()))
            .max(Comparator.naturalOrder());
    return Optional.of(
        "its images are %s, its data %s"
            .formatted(age(snapshotSetAgeSeconds), age(oldest.orElse(null))));
  }

  private String proof() {
    if (drillOf != null) {
      return "the throw-away fleet of a drill of %s\n".formatted(drillOf);
    }
    Drill passed = drills.proven();
    Drill failed = drills.failed();
    if (passed == null && failed == null && state.equals("down")) {
      return "";
    }
    String text =
        passed == null
            ? "last proven: never; prove its backups: snapfleet backup drill " + fleet
            : "last proven: " + DrillReport.proof(passed);
    return failed == null
        ? text + "\n"
        : "%s\nlast drill failed: %s\n".formatted(text, DrillReport.failure(failed));
  }

  private Table machines() {
    Table table = new Table("TIER", "MACHINE", "STATE", "ADDRESS", "IMAGE", "LAUNCHED", "DATA");
    for (TierReport tier : tiers) {
      for (MachineReport machine : tier.machines()) {
        table.row(
            tier.tier(),
            machine.name(),
            machine.reason() == null ? machine.state() : machine.state() + ": " + machine.reason(),
            machine.address() == null ? "-" : machine.address(),
            machine.image(),
            machine.launchedAt().truncatedTo(ChronoUnit.SECONDS),
            machine.dataAgeSeconds() == null ? "-" : age(machine.dataAgeSeconds()));
      }
    }
    return table;
  }
}

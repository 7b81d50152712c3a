package io.snapfleet.fleet.backup;

import io.snapfleet.fleet.model.Backup;
import io.snapfleet.fleet.model.BackupPeriod;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Decides which backups of a fleet are kept. The newest good one always is, and so is every one
 * that something refers to; one that misses a part counts as none.
 */
public final class Retention {
  private static final Comparator<Backup> NEWEST_FIRST =
      Comparator.comparing(Backup::moment).thenComparing(Backup::id).reversed();

  private final Map<BackupPeriod, Integer> keep;
  private final Map<String, String> references;
  private final Instant now;
  private final Map<BackupPeriod, Integer> counted = new EnumMap<>(BackupPeriod.class);
  private boolean goodSeen;

  private Retention(Map<BackupPeriod, Integer> keep, Map<String, String> references, Instant now) {
    this.keep = keep;
    this.references = references;
    this.now = now;
  }

  /**
   * What shall become of one backup.
   *
   * @param reasons why, at least one
   */
  public record Verdict(Backup backup, boolean kept, List<String> reasons) {
    public Verdict {
      reasons = List.copyOf(reasons);
    }
  }

  /**
   * Judges all backups of one fleet.
   *
   * @param keep how many good ones of each period are kept
   * @param references what refers to a backup, in words, by the backup's id
   * @return one verdict for each, newest moment first
   */
  public static List<Verdict> apply(
      List<Backup> backups,
      Map<BackupPeriod, Integer> keep,
      Map<String, String> references,
      Instant now) {
    Retention retention = new Retention(keep, references, now);
    return backups.stream().sorted(NEWEST_FIRST).map(retention::judge).toList();
  }

  /** Called for the newest first. */
  private Verdict judge(Backup backup) {
    return switch (backup.state()) {
      case TAKING -> new Verdict(backup, true, List.of("it is being taken"));
      case DELETING -> new Verdict(backup, false, List.of("its removal has begun"));
      case PARTIAL -> judgePartial(backup);
      case COMPLETE -> judgeGood(backup);
    };
  }

  private Verdict judgePartial(Backup backup) {
    Optional<String> reference = reference(backup);
    if (reference.isPresent()) {
      return new Verdict(backup, true, List.of(reference.get()));
    }
    return goodSeen
        ? new Verdict(backup, false, List.of("it misses a part, and a newer one is good"))
        : new Verdict(backup, true, List.of("it misses a part, but no newer one is good"));
  }

  private Verdict judgeGood(Backup backup) {
    List<String> reasons = new ArrayList<>();
    if (backup.moment().isAfter(now)) {
      reasons.add("its moment has not come yet: a clock was wrong");
    } else {
      if (!goodSeen) {
        reasons.add("the newest good one");
      }
      goodSeen = true;
      countIn(backup).ifPresent(reasons::add);
    }
    reference(backup).ifPresent(reasons::add);
    return reasons.isEmpty()
        ? new Verdict(backup, false, List.of(tooOld(backup.period())))
        : new Verdict(backup, true, reasons);
  }

  private Optional<String> countIn(Backup backup) {
    int limit = keep.getOrDefault(backup.period(), 0);
    int number = counted.merge(backup.period(), 1, Integer::sum);
    return number > limit
        ? Optional.empty()
        : Optional.of("%s %d of the newest %d".formatted(backup.period().text(), number, limit));
  }

  private String tooOld(BackupPeriod period) {
    int limit = keep.getOrDefault(period, 0);
    return limit == 0
        ? "no %s one is kept".formatted(period.text())
        : "older than the newest %d %s ones".formatted(limit, period.text());
  }

  private Optional<String> reference(Backup backup) {
    return Optional.ofNullable(references.get(backup.id()));
  }
}

package io.snapfleet.vault.maintain;

import io.snapfleet.vault.format.Id;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Decides which snapshots of one series to keep, with restic's rules. A pure function: the same
 * list, policy and moment give the same decision.
 */
public final class Retention {

  /** A snapshot to decide on. */
  public record Candidate(Id snapshot, Instant time, Set<String> tags) {
    public Candidate {
      tags = Set.copyOf(tags);
    }
  }

  /** A snapshot that is kept, and every rule that keeps it. */
  public record Kept(Candidate candidate, List<String> reasons) {
    public Kept {
      reasons = List.copyOf(reasons);
    }
  }

  /** What to do, both lists from the newest to the oldest. */
  public record Decision(List<Kept> keep, List<Candidate> remove) {
    public Decision {
      keep = List.copyOf(keep);
      remove = List.copyOf(remove);
    }
  }

  private static final Comparator<Candidate> NEWEST_FIRST =
      Comparator.comparing(Candidate::time).reversed();

  private Retention() {}

  /**
   * Decides on all snapshots of one series. Hours, days and weeks are those of {@code now}'s zone.
   * The last snapshot is never removed: where no rule keeps any, the newest stays. Throws
   * IllegalArgumentException on an empty policy.
   */
  public static Decision apply(
      Collection<Candidate> series, RetentionPolicy policy, ZonedDateTime now) {
    if (policy.isEmpty()) {
      throw new IllegalArgumentException(
          "A policy without any rule would remove every snapshot; say what to keep, as in 7 daily.");
    }
    List<Candidate> newestFirst = series.stream().sorted(NEWEST_FIRST).toList();
    if (newestFirst.isEmpty()) {
      return new Decision(List.of(), List.of());
    }
    return orKeepTheLast(decide(newestFirst, policy, now), newestFirst);
  }

  private static Decision decide(
      List<Candidate> newestFirst, RetentionPolicy policy, ZonedDateTime now) {
    RetentionRules rules = new RetentionRules(policy, newest(newestFirst, now), now.getZone());
    List<Kept> keep = new ArrayList<>();
    List<Candidate> remove = new ArrayList<>();
    for (int position = 0; position < newestFirst.size(); position++) {
      Candidate candidate = newestFirst.get(position);
      boolean oldest = position == newestFirst.size() - 1;
      List<String> reasons = rules.reasonsToKeep(candidate, position, oldest);
      if (reasons.isEmpty()) {
        remove.add(candidate);
      } else {
        keep.add(new Kept(candidate, reasons));
      }
    }
    return new Decision(keep, remove);
  }

  private static Decision orKeepTheLast(Decision decision, List<Candidate> newestFirst) {
    if (!decision.keep().isEmpty()) {
      return decision;
    }
    Kept last = new Kept(newestFirst.getFirst(), List.of("the last one is never removed"));
    return new Decision(List.of(last), newestFirst.subList(1, newestFirst.size()));
  }

  /** The moment that spans count back from: of the newest that a wrong clock did not put ahead. */
  private static Instant newest(List<Candidate> newestFirst, ZonedDateTime now) {
    return newestFirst.stream()
        .map(Candidate::time)
        .filter(time -> time.isBefore(now.toInstant()))
        .findFirst()
        .orElse(Instant.MIN);
  }
}

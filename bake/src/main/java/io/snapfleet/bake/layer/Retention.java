package io.snapfleet.bake.layer;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How many results are kept, and for how long.
 *
 * @param most the newest so many are kept
 * @param age after which none is used, however few there are
 */
public record Retention(int most, Duration age) {
  /** Those to be removed. */
  public List<KeptResult> outdated(List<KeptResult> all, Instant now) {
    List<KeptResult> newestFirst =
        all.stream().sorted(Comparator.comparing(KeptResult::made).reversed()).toList();
    return IntStream.range(0, newestFirst.size())
        .filter(place -> place >= most || isOver(newestFirst.get(place), now))
        .mapToObj(newestFirst::get)
        .toList();
  }

  boolean isOver(KeptResult result, Instant now) {
    return !result.made().plus(age).isAfter(now);
  }
}

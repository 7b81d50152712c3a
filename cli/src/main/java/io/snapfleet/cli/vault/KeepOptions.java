package io.snapfleet.cli.vault;

import io.snapfleet.vault.maintain.CalendarSpan;
import io.snapfleet.vault.maintain.RetentionPeriod;
import io.snapfleet.vault.maintain.RetentionPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Rules of what to keep, named as restic names them. */
final class KeepOptions {
  @Option(names = "--keep-last", paramLabel = "N", description = "Keep the newest N snapshots.")
  private int last;

  @Option(names = "--keep-hourly", paramLabel = "N", description = "Keep the last of N hours.")
  private int hourly;

  @Option(names = "--keep-daily", paramLabel = "N", description = "Keep the last of N days.")
  private int daily;

  @Option(names = "--keep-weekly", paramLabel = "N", description = "Keep the last of N weeks.")
  private int weekly;

  @Option(names = "--keep-monthly", paramLabel = "N", description = "Keep the last of N months.")
  private int monthly;

  @Option(names = "--keep-yearly", paramLabel = "N", description = "Keep the last of N years.")
  private int yearly;

  @Option(
      names = "--keep-within",
      paramLabel = "SPAN",
      description = "Keep all of the last SPAN, such as 1y5m7d2h.")
  private @Nullable String within;

  @Option(
      names = "--keep-tag",
      paramLabel = "TAG",
      description = "Keep all that have this tag; may be given again.")
  private List<String> tags = new ArrayList<>();

  RetentionPolicy policy() {
    RetentionPolicy policy =
        RetentionPolicy.EMPTY
            .keep(RetentionPeriod.LAST, last)
            .keep(RetentionPeriod.HOURLY, hourly)
            .keep(RetentionPeriod.DAILY, daily)
            .keep(RetentionPeriod.WEEKLY, weekly)
            .keep(RetentionPeriod.MONTHLY, monthly)
            .keep(RetentionPeriod.YEARLY, yearly);
    if (within != null) {
      policy = policy.keepWithin(RetentionPeriod.LAST, CalendarSpan.parse(within));
    }
    for (String tag : tags) {
      policy = policy.keepTagged(Set.of(tag));
    }
    return policy;
  }
}

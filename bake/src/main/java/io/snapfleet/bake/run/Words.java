package io.snapfleet.bake.run;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Durations in words, the two largest units: {@code 1 second 72 milliseconds}. */
public final class Words {
  private Words() {}

  public static String of(Duration duration) {
    String words =
        Stream.of(
                counted(duration.toDays(), "day"),
                counted(duration.toHoursPart(), "hour"),
                counted(duration.toMinutesPart(), "minute"),
                counted(duration.toSecondsPart(), "second"),
                counted(duration.toMillisPart(), "millisecond"),
                counted(duration.toNanosPart() / 1000 % 1000, "microsecond"))
            .filter(word -> !word.isEmpty())
            .limit(2)
            .collect(Collectors.joining(" "));
    return words.isEmpty() ? "0 microseconds" : words;
  }

  private static String counted(long count, String unit) {
    return count == 0 ? "" : count + " " + unit + (count == 1 ? "" : "s");
  }
}

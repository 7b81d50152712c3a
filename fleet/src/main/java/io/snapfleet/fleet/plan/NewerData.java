package io.snapfleet.fleet.plan;

import java.time.Instant;
import java.util.Objects;

/**
 * A backup that is younger than what new machines come with.
 *
 * @param backup its id
 * @param moment the data is of this moment
 */
public record NewerData(String backup, Instant moment) {
  public NewerData {
    Objects.requireNonNull(backup, "backup");
    Objects.requireNonNull(moment, "moment");
  }

  String reason() {
    return "backup %s of %s is the newest data".formatted(backup, moment);
  }
}

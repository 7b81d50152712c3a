package io.snapfleet.cli.image;

import io.snapfleet.fleet.model.ImageTrial;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A trial as data.
 *
 * @param state {@code running}, {@code passed}, {@code failed} or {@code undecided}
 * @param fleet whose machine the image was to be; null without one
 * @param recipe whose checks decided; null where the machine only had to boot and to answer
 * @param filesRead whether the files were read for what must not be in an image
 */
record TrialReport(
    List<String> images,
    String state,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String fleet,
    @Nullable String recipe,
    boolean filesRead,
    @Nullable String reason) {
  static TrialReport of(ImageTrial trial) {
    return new TrialReport(
        trial.images(),
        trial.state().text(),
        trial.startedAt(),
        trial.endedAt(),
        trial.fleet(),
        trial.recipe(),
        trial.filesRead(),
        trial.reason());
  }

  /** One line. */
  String text() {
    return "%s at %s, %s, %s%s"
        .formatted(
            state,
            startedAt.truncatedTo(ChronoUnit.SECONDS),
            what(),
            filesRead ? "files read" : "files not read",
            reason == null ? "" : ": " + reason);
  }

  private String what() {
    if (fleet != null) {
      return "as a machine of fleet " + fleet;
    }
    return recipe == null ? "boots and answers" : "as a machine of recipe " + recipe;
  }
}

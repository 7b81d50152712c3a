package io.snapfleet.fleet.image;

import io.snapfleet.fleet.model.ImageTrial;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an image stands at the gate.
 *
 * @param trial the one that decides; null where none has
 */
public record ImageStanding(State state, @Nullable ImageTrial trial) {
  /** What the trials say. */
  public enum State {
    UNTRIED,
    PASSED,
    FAILED
  }

  private static final ImageStanding UNTRIED = new ImageStanding(State.UNTRIED, null);

  /** For any use: what the newest trial that decided said. */
  public static ImageStanding of(List<ImageTrial> newestFirst, String place, String image) {
    return newestFirst.stream()
        .filter(trial -> trial.judges(place, image))
        .findFirst()
        .map(ImageStanding::of)
        .orElse(UNTRIED);
  }

  /**
   * For machines that a recipe's scripts run on. What failed without a recipe fails with every one,
   * until it has passed so; what passed so has still to pass with this one; other recipes say
   * nothing.
   */
  public static ImageStanding of(
      List<ImageTrial> newestFirst, String place, String image, String recipe) {
    boolean boots = false;
    for (ImageTrial trial : newestFirst) {
      boolean bare = trial.recipe() == null;
      if (!trial.judges(place, image) || !(bare || recipe.equals(trial.recipe()))) {
        continue;
      }
      if (!bare) {
        return of(trial);
      }
      if (trial.state() == ImageTrial.State.FAILED) {
        return boots ? UNTRIED : of(trial);
      }
      boots = true;
    }
    return UNTRIED;
  }

  private static ImageStanding of(ImageTrial trial) {
    return new ImageStanding(
        trial.state() == ImageTrial.State.PASSED ? State.PASSED : State.FAILED, trial);
  }
}

package io.snapfleet.fleet.model;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One passage of images through the gate: machines of a throw-away fleet were made of them.
 *
 * @param id 12 characters from {@code [a-z0-9]}
 * @param provider where the images are
 * @param images the provider's ids of those that are judged
 * @param recipe the recipe whose checks decide; null where the machine only has to boot and answer
 * @param fleet the fleet they are tried for; null without one
 * @param throwAway the name of the fleet that is made for it and removed again
 * @param filesRead whether the images' files were read for what must not be in an image
 * @param endedAt when the verdict was reached; null until then
 * @param reason why it was not passed; null when it was, and until it has ended
 */
public record ImageTrial(
    String id,
    ProviderSpec provider,
    List<String> images,
    @Nullable String recipe,
    @Nullable String fleet,
    String throwAway,
    State state,
    boolean filesRead,
    Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable String reason) {
  /** How it stands. RUNNING without a live lease of its throw-away fleet means: cut off. */
  public enum State {
    RUNNING,
    PASSED,
    FAILED,
    /** It ended without saying anything about the images. */
    UNDECIDED;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public ImageTrial {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(provider, "provider");
    images = List.copyOf(images);
    Objects.requireNonNull(throwAway, "throwAway");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(startedAt, "startedAt");
  }

  public ImageTrial readingFiles() {
    return new ImageTrial(
        id, provider, images, recipe, fleet, throwAway, state, true, startedAt, endedAt, reason);
  }

  /** This trial, ended. */
  public ImageTrial ended(State how, Instant at, @Nullable String why) {
    return new ImageTrial(
        id, provider, images, recipe, fleet, throwAway, how, filesRead, startedAt, at, why);
  }

  /** Whether it says something of this image. */
  public boolean judges(String place, String image) {
    return (state == State.PASSED || state == State.FAILED)
        && provider.place().equals(place)
        && images.contains(image);
  }
}

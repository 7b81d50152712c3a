package io.snapfleet.cli.image;

import io.snapfleet.fleet.image.ImageStanding;
import io.snapfleet.fleet.image.KnownImage;
import io.snapfleet.fleet.model.ImageTrial;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An image as data.
 *
 * @param from where it comes from; empty where nothing of ours is known of it
 * @param trial {@code untried}, {@code passed} or {@code failed}
 * @param triedAt when that was found; null for one that nobody has tried
 */
record ImageReport(
    String id,
    String name,
    String provider,
    String state,
    long sizeBytes,
    Instant createdAt,
    String from,
    String trial,
    @Nullable Instant triedAt,
    List<String> usedBy) {
  static ImageReport of(KnownImage image) {
    ImageTrial deciding = image.standing().trial();
    return new ImageReport(
        image.id(),
        image.name(),
        image.provider().place(),
        image.state(),
        image.sizeBytes(),
        image.createdAt(),
        image.origin(),
        text(image.standing().state()),
        deciding == null ? null : deciding.endedAt(),
        image.users());
  }

  private static String text(ImageStanding.State state) {
    return state.name().toLowerCase(Locale.ROOT);
  }
}

package io.snapfleet.fleet.image;

import io.snapfleet.fleet.model.BakedImage;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Decides which images are kept. Of each build of each template the newest stay that have not
 * failed their trial; what is used, or was not baked here, stays whatever its age.
 */
public final class ImageRetention {
  private static final Comparator<KnownImage> NEWEST_FIRST =
      Comparator.comparing(KnownImage::createdAt).thenComparing(KnownImage::id).reversed();

  private final int keep;
  private final Map<Line, Integer> counted = new HashMap<>();

  private ImageRetention(int keep) {
    this.keep = keep;
  }

  /** Images that are made one after the other, each to take the place of the one before. */
  private record Line(String place, String template, String build) {
    static Line of(KnownImage image, BakedImage baked) {
      return new Line(image.provider().place(), baked.template(), baked.build());
    }
  }

  /** What shall become of one image, and why. */
  public record Verdict(KnownImage image, boolean kept, String reason) {}

  /**
   * Judges all images there are.
   *
   * @param keep how many of each build stay; at least 1
   * @return one verdict for each, newest first
   */
  public static List<Verdict> apply(List<KnownImage> images, int keep) {
    if (keep < 1) {
      throw new IllegalArgumentException("at least the newest image of each build stays");
    }
    ImageRetention retention = new ImageRetention(keep);
    return images.stream().sorted(NEWEST_FIRST).map(retention::judge).toList();
  }

  /** Called for the newest first. */
  private Verdict judge(KnownImage image) {
    BakedImage baked = image.baked();
    boolean failed = image.standing().state() == ImageStanding.State.FAILED;
    int number =
        baked == null || failed ? 0 : counted.merge(Line.of(image, baked), 1, Integer::sum);
    if (!image.users().isEmpty()) {
      return new Verdict(image, true, image.users().getFirst());
    }
    if (baked == null) {
      return new Verdict(image, true, "it was not baked here");
    }
    if (!image.isSeen()) {
      return new Verdict(image, true, "its provider could not be asked");
    }
    if (failed) {
      return new Verdict(image, false, "it failed its trial, and nothing uses it");
    }
    String newest = "the newest %d of build %s".formatted(keep, baked.build());
    return number <= keep
        ? new Verdict(image, true, "it is among " + newest)
        : new Verdict(image, false, "it is older than " + newest + ", and nothing uses it");
  }
}

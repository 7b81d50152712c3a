package io.snapfleet.vault.api;

import io.snapfleet.vault.image.ChangedExtents;
import java.nio.file.Path;
import java.util.List;

/**
 * An image or a block device that is backed up as one snapshot.
 *
 * @param changed asked for what changed since the last snapshot, which is all that is read then
 * @param readAll whether all that is allocated is read, whatever is known of the last time
 */
public record ImageRequest(Path image, List<String> tags, ChangedExtents changed, boolean readAll) {
  public ImageRequest {
    tags = List.copyOf(tags);
  }

  public static ImageRequest of(Path image, String... tags) {
    return new ImageRequest(image, List.of(tags), ChangedExtents.unknown(), false);
  }

  public ImageRequest withChanged(ChangedExtents extents) {
    return new ImageRequest(image, tags, extents, readAll);
  }

  public ImageRequest readingAll() {
    return new ImageRequest(image, tags, changed, true);
  }
}

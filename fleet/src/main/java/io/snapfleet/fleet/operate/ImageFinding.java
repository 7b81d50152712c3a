package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.TierName;
import java.util.Objects;

/**
 * Something in an image that must not be there.
 *
 * @param file its path in the image; empty when it is about the image as a whole
 * @param what a few words, never the thing itself
 */
public record ImageFinding(TierName tier, String file, String what) {
  public ImageFinding {
    Objects.requireNonNull(tier, "tier");
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(what, "what");
  }
}

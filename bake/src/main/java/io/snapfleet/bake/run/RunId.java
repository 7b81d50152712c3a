package io.snapfleet.bake.run;

import java.util.UUID;

/**
 * One run of a template: its builds have it in common.
 *
 * @param force whether what stands in the way is replaced
 */
public record RunId(UUID uuid, boolean force) {
  @Override
  public String toString() {
    return uuid.toString();
  }
}

package io.snapfleet.bake.run;

import java.util.UUID;

/**
 * One run of a template: its builds have it in common.
 *
 * @param force whether what stands in the way is replaced
 * @param reuse whether results of earlier runs are used
 */
public record RunId(UUID uuid, boolean force, boolean reuse) {
  @Override
  public String toString() {
    return uuid.toString();
  }
}

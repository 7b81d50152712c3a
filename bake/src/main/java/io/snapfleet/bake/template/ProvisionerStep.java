package io.snapfleet.bake.template;

import io.snapfleet.bake.component.Settings;
import java.time.Duration;
import java.util.Optional;

/**
 * Something done on the machine.
 *
 * @param settings those of this build: overrides are in them
 * @param pauseBefore waited before it runs; zero for no wait
 * @param timeout after which it has failed; not heeded where there is a pause before it
 * @param maxRetries how often it is run again after a failure
 */
public record ProvisionerStep(
    Settings settings, Duration pauseBefore, Optional<Duration> timeout, int maxRetries) {
  /** Such as {@code shell}. */
  public String type() {
    return settings.type().name();
  }
}

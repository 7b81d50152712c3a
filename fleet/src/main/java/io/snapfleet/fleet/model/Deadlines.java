package io.snapfleet.fleet.model;

import java.time.Duration;

/**
 * How long each kind of wait may take before it fails with its reason.
 *
 * @param boot from the create call until SSH lets us in
 * @param install a recipe's install script
 * @param configure a recipe's other scripts, each
 * @param healthy until a machine's check passes
 * @param drain until a machine that is taken out has no open request
 */
public record Deadlines(
    Duration boot, Duration install, Duration configure, Duration healthy, Duration drain) {
  public static final Deadlines DEFAULT =
      new Deadlines(
          Duration.ofSeconds(60),
          Duration.ofMinutes(15),
          Duration.ofMinutes(2),
          Duration.ofMinutes(2),
          Duration.ofSeconds(30));
}

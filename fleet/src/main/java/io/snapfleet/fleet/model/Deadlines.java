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
 * @param backup a recipe's dump and load scripts, each
 */
public record Deadlines(
    Duration boot,
    Duration install,
    Duration configure,
    Duration healthy,
    Duration drain,
    Duration backup) {
  public static final Deadlines DEFAULT =
      new Deadlines(
          Duration.ofSeconds(60),
          Duration.ofMinutes(15),
          Duration.ofMinutes(2),
          Duration.ofMinutes(2),
          Duration.ofSeconds(30),
          Duration.ofHours(1));

  /** Deadlines stored before there were backups have the default for those. */
  public Deadlines {
    backup = backup == null ? Duration.ofHours(1) : backup;
  }
}

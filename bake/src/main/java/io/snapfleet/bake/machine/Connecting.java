package io.snapfleet.bake.machine;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.run.BuildLines;
import io.snapfleet.bake.run.Words;
import java.time.Duration;

/** Connects for the first time, and says so as Packer does. */
final class Connecting {
  private Connecting() {}

  static void to(
      SshCommunicator communicator, String host, Settings settings, BuildLines lines, Pause pause) {
    settings
        .duration("pause_before_connecting")
        .filter(Duration::isPositive)
        .ifPresent(
            wait -> {
              lines.say("Waiting " + Words.of(wait) + " before connecting...");
              pause.of(wait);
            });
    lines.say("Using ssh communicator to connect: " + host);
    lines.say("Waiting for SSH to become available...");
    communicator.connect();
    lines.say("Connected to SSH!");
  }
}

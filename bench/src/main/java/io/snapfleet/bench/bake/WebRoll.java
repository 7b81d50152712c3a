package io.snapfleet.bench.bake;

import io.snapfleet.bench.cloud.SimulatedCloud;
import io.snapfleet.bench.measure.BenchException;
import io.snapfleet.bench.measure.Program;
import io.snapfleet.bench.measure.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rolls a fleet of simulated droplets onto new images. */
record WebRoll(Path program, Path directory, SimulatedCloud cloud, Progress progress) {
  private static final String FLEET = "rolled";
  private static final Duration LIMIT = Duration.ofMinutes(20);

  /** How many web machines there are. */
  static final int MACHINES = 3;

  /** Seconds from the start of the roll's command to its end. */
  double seconds() {
    progress.say("a fleet to roll");
    command("up", "-f", fleetFile().toString(), "--yes");
    try {
      command("snapshot", "create", FLEET);
      progress.say("the roll");
      String surge = Integer.toString(MACHINES);
      return command(
          "roll", FLEET, "web", "--batch", surge, "--surge", surge, "--allow-stale", "--yes");
    } finally {
      progress.say("taking the fleet down");
      command("down", FLEET, "--snapshots", "--yes");
    }
  }

  private double command(String... arguments) {
    List<String> words = new ArrayList<>(List.of(program.toString()));
    words.addAll(List.of(arguments));
    Map<String, String> environment =
        Map.of(
            "SNAPFLEET_HOME", directory.resolve("home-of-fleet").toString(),
            "DIGITALOCEAN_TOKEN", cloud.token());
    return Program.start(environment, "", words).end(LIMIT).seconds();
  }

  private Path fleetFile() {
    try {
      Path site = Files.createDirectory(directory.resolve("site"));
      Files.writeString(site.resolve("index.html"), "<p>one of three</p>\n");
      return Files.writeString(
          directory.resolve("fleet.yaml"),
          """
          fleet: %s
          provider: {name: digitalocean, region: lon1, endpoint: "%s"}
          application: {recipe: static, source: {path: site}}
          site: {title: Rolled}
          tiers:
            web: {machines: %d}
            proxy: {machines: 1}
          """
              .formatted(FLEET, cloud.endpoint(), MACHINES));
    } catch (IOException refused) {
      throw new BenchException("the fleet file cannot be written: " + refused, refused);
    }
  }
}

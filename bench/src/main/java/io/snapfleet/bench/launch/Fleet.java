package io.snapfleet.bench.launch;

import io.snapfleet.bench.measure.Program;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** The fleet that is measured: WordPress on two web machines, a database and a load balancer. */
final class Fleet {
  static final String NAME = "bench";
  static final String TITLE = "Measured";
  static final int WEB_MACHINES = 2;
  static final Duration SCALING = Duration.ofMinutes(3);
  private static final int PREFIX = 4;

  private final Snapfleet snapfleet;
  private final Path file;

  Fleet(Snapfleet snapfleet) {
    this.snapfleet = snapfleet;
    this.file = snapfleet.home().resolve("bench-fleet.yaml");
  }

  /** A web machine that serves. */
  record Web(String name, String address, String image) {}

  /** Writes the fleet file and checks it. */
  void define() {
    try (InputStream text = Fleet.class.getResourceAsStream("fleet.yaml")) {
      Files.createDirectories(file.getParent());
      Files.write(file, Objects.requireNonNull(text, "fleet.yaml").readAllBytes());
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
    snapfleet.run("validate", "-f", file.toString());
  }

  /** Deploys it by installing everything; returns how long that took. */
  double deploy() {
    return snapfleet.run("up", "-f", file.toString(), "--yes").seconds();
  }

  /** Deploys it from a snapshot set; returns how long that took. */
  double deploy(String set) {
    String prefix = set.substring(0, PREFIX);
    return snapfleet.run("up", "-f", file.toString(), "--from-snapshot", prefix, "--yes").seconds();
  }

  /** Takes a snapshot set and returns its id. */
  String snapshot() {
    return snapfleet.json("snapshot", "create", NAME, "--json").path("id").asString();
  }

  void scaleTo(int machines) {
    scaling(machines).end(SCALING);
  }

  /** Begins to scale, and returns the command that does. */
  Program scaling(int machines) {
    return snapfleet.start("scale", NAME, "web=" + machines, "--yes");
  }

  void down() {
    snapfleet.run("down", NAME, "--yes");
  }

  /** Removes it with its snapshot sets, if it was ever there. */
  void remove() {
    boolean there =
        snapfleet
            .json("status", "--json")
            .path("fleets")
            .valueStream()
            .anyMatch(fleet -> fleet.path("fleet").asString().equals(NAME));
    if (there) {
      snapfleet.run("down", NAME, "--snapshots", "--yes");
    }
  }

  String url() {
    return status().path("url").asString();
  }

  List<Web> webMachines() {
    return status()
        .path("tiers")
        .valueStream()
        .filter(tier -> tier.path("tier").asString().equals("web"))
        .flatMap(tier -> tier.path("machines").valueStream())
        .map(Fleet::web)
        .toList();
  }

  Set<String> webNames() {
    return webMachines().stream().map(Web::name).collect(Collectors.toSet());
  }

  private JsonNode status() {
    return snapfleet.json("status", NAME, "--json");
  }

  private static Web web(JsonNode machine) {
    return new Web(
        machine.path("name").asString(),
        machine.path("address").asString(),
        machine.path("image").asString());
  }
}

package io.snapfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A home for the tests of one class, in a directory of its own. Its base system comes from the one
 * the local provider's tests built, where they ran. Not thread-safe.
 */
final class TestHome implements AutoCloseable {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  private final Path directory;
  private final Program snapfleet;
  private final HostTraces traces;

  private TestHome(Path directory) {
    this.directory = directory;
    this.snapfleet = new Program(home());
    this.traces = new HostTraces(home());
  }

  static TestHome create() throws IOException {
    TestHome home = new TestHome(Files.createTempDirectory("snapfleet-e2e").toRealPath());
    Runtime.getRuntime().addShutdownHook(new Thread(home::abandon));
    return home;
  }

  Path home() {
    return directory.resolve("home");
  }

  Program snapfleet() {
    return snapfleet;
  }

  HostTraces traces() {
    return traces;
  }

  /** A copy of a directory of {@code examples}, as a fleet of this name on any free port. */
  TestFleet example(String example, String fleet) throws IOException {
    return copy(ROOT.resolve("examples").resolve(example), fleet);
  }

  /** A copy of a directory of this module's resources, likewise. */
  TestFleet resource(String resource, String fleet) throws IOException {
    return copy(Path.of("src/test/resources").resolve(resource), fleet);
  }

  private TestFleet copy(Path from, String fleet) throws IOException {
    Path to = directory.resolve(fleet);
    Host.run("cp", "--recursive", from.toString(), to.toString());
    Path file = to.resolve("fleet.yaml");
    String text =
        Files.readString(file)
            .replaceFirst("(?m)^fleet: .*$", "fleet: " + fleet)
            .replaceFirst("(?m)^  port: .*$", "  port: 0")
            .replaceFirst("(?m)^  name: local$", "  name: local\n  base-cache: " + baseCache());
    Files.writeString(file, text);
    return new TestFleet(snapfleet, fleet, file);
  }

  static Path baseCache() {
    return ROOT.resolve("provider-local/target/base-cache");
  }

  /** Takes every fleet down, looks that nothing is left on this computer, and deletes the home. */
  @Override
  public void close() throws IOException {
    try {
      traces.noteNetworks();
      for (JsonNode fleet : snapfleet.json("status").get("fleets")) {
        snapfleet.must("down", fleet.get("fleet").asString(), "--snapshots", "--yes");
      }
      traces.assertNothingIsLeft();
    } finally {
      traces.sweep();
      delete();
    }
    assertThat(directory).doesNotExist();
  }

  /** For tests that are interrupted before they can close it. */
  private void abandon() {
    if (Files.exists(directory)) {
      traces.sweep();
    }
  }

  private void delete() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}

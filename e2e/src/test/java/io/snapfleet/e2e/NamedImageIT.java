package io.snapfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A fleet whose file names an image that was baked of a template. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NamedImageIT {
  private TestHome home;
  private TestFleet fleet;
  private final List<String> releases = new ArrayList<>();

  @BeforeAll
  void writeFiles() throws IOException {
    home = TestHome.create();
    fleet = home.resource("tiny", "golden");
    String text = Files.readString(fleet.file());
    String two = text.replace("machines: 1, size: small}", "machines: 2}\n  proxy: {}");
    Files.writeString(fleet.file(), two.replaceFirst("(?m)^ *healthy: 3s$", "  healthy: 30s"));
    Files.writeString(
        beside("golden.json"),
        """
        {"builders": [{"type": "local", "options": {"base-cache": "%s"},
                       "snapshot_name": "golden-{{timestamp}}"}],
         "provisioners": [
           {"type": "file", "source": "%s", "destination": "/srv/release"},
           {"type": "file", "source": "%s", "destination": "/tmp/install.sh"},
           {"type": "shell", "execute_command": "bash {{.Path}}", "inline": [
             "write_file() { cat > $1; chmod ${2:-644} $1; }",
             ". /tmp/install.sh"]}],
         "post-processors": [{"type": "manifest", "output": "%s"}]}
        """
            .formatted(
                TestHome.baseCache(),
                beside("release"),
                beside("recipe/web/install.sh"),
                beside("manifest.json")));
  }

  @AfterAll
  void leaveNothing() throws IOException {
    home.traces().noteNetworks();
    fleet.down("--snapshots");
    releases.forEach(image -> home.snapfleet().must("image", "rm", image, "--yes"));
    home.close();
  }

  private Path beside(String name) {
    return fleet.file().resolveSibling(name);
  }

  /** Has the fleet file name a new image. */
  private void release(String text) throws IOException {
    Files.writeString(beside("release"), text);
    home.snapfleet().must("bake", beside("golden.json").toString());
    Ran promoted =
        home.snapfleet()
            .must(
                "image",
                "promote",
                "--manifest",
                beside("manifest.json").toString(),
                "--fleet-file",
                fleet.file().toString(),
                "--json");
    releases.add(promoted.result().get("image").asString());
  }

  private void assertReleased(String text, int machines) {
    assertThat(fleet.machines("web"))
        .hasSize(machines)
        .allSatisfy(
            one -> {
              assertThat(one.state()).isEqualTo("serving");
              assertThat(fleet.on(one.name(), "cat /srv/release")).contains(text);
            });
  }

  @Test
  void webMachinesAreMadeOfTheImageAndReplacedByOnesOfTheNextWithoutAGap() throws Exception {
    release("first release");
    String[] plan = {"plan", "-f", fleet.file().toString()};
    assertThat(home.snapfleet().must(plan).output())
        .contains("which is tried in a throw-away fleet first");
    fleet.up();
    assertReleased("first release", 2);
    assertThat(home.snapfleet().must(plan).output()).contains("Nothing is to be done");

    release("second release");
    assertThat(home.snapfleet().must(plan).output()).contains("replaced: image changed from ");
    Visitors visitors = Visitors.start(fleet.url(), "tiny");
    fleet.up();
    visitors.close();
    assertThat(visitors.failures()).isEmpty();
    assertThat(visitors.served()).isPositive();
    assertReleased("second release", 2);

    fleet.scale(3);
    assertReleased("second release", 3);
    home.snapfleet().must("rollback", fleet.name(), "web", "--yes");
    assertReleased("first release", 3);
  }
}

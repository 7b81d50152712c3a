package io.snapfleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.fleet.model.ImageTrial;
import io.snapfleet.fleet.model.ProviderSpec;
import io.snapfleet.fleet.state.FleetLease;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImagePromoteTest {
  private static final String BEFORE =
      """
      # the image of wp_node: image_slug = "old"
      region     = "lon1"
      image_slug = "40000000"   # made in May
      wp_nodes   = 3
      """;

  @TempDir private Path directory;
  private Scene scene;
  private Path variables;
  private Path manifest;

  @BeforeEach
  void write() throws IOException {
    scene = new Scene(directory.resolve("home"));
    variables = Files.writeString(directory.resolve("terraform.tfvars"), BEFORE);
    Files.setPosixFilePermissions(variables, PosixFilePermissions.fromString("rw-------"));
    manifest =
        Files.writeString(
            directory.resolve("manifest.json"),
            """
            {"builds": [
              {"name": "wp", "artifact_id": "lon1:1", "packer_run_uuid": "first"},
              {"name": "wp", "artifact_id": "lon1,nyc1:55", "packer_run_uuid": "second"},
              {"name": "db", "artifact_id": "lon1:66", "packer_run_uuid": "second"}],
             "last_run_uuid": "second"}
            """);
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private Ran promote(String... more) {
    List<String> words = new ArrayList<>(List.of("image", "promote"));
    words.addAll(List.of("--tfvars", variables.toString(), "--manifest", manifest.toString()));
    words.addAll(List.of(more));
    return scene.ran(words.toArray(String[]::new));
  }

  @Test
  void anImageThatFailedItsTrialIsRefusedAndOneThatHadNoneIsTold() {
    tried("55", ImageTrial.State.FAILED);
    Ran failed = promote("55");
    assertThat(failed.exitCode()).isEqualTo(2);
    assertThat(failed.errors()).contains("image 55 failed when it was tried", "it is ill");
    assertThat(variables).hasContent(BEFORE);

    tried("55", ImageTrial.State.PASSED);
    assertThat(promote("55").output()).startsWith("image_slug is now 55").doesNotContain("verify");
    assertThat(promote("66").output()).contains("Nobody has tried it", "snapfleet image verify 66");
  }

  private void tried(String image, ImageTrial.State verdict) {
    try (FleetLease lease = scene.store().acquire("image-gate-" + verdict.text(), "the test")) {
      lease.saveImageTrial(
          new ImageTrial(
              verdict.text(),
              new ProviderSpec("local", Map.of()),
              List.of(image),
              null,
              null,
              lease.fleet(),
              verdict,
              true,
              Instant.ofEpochSecond(verdict == ImageTrial.State.PASSED ? 2 : 1),
              Instant.ofEpochSecond(3),
              verdict == ImageTrial.State.PASSED ? null : "it is ill"));
    }
  }

  @Test
  void onlyTheOneLineChangesAndTheFileAsItWasIsKept() throws IOException {
    Ran ran = promote("lon1,nyc1:55");

    assertThat(ran.errors()).isEmpty();
    assertThat(ran.output()).startsWith("image_slug is now 55; it was 40000000.");
    assertThat(variables).hasContent(BEFORE.replace("\"40000000\"", "\"55\""));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(variables)))
        .isEqualTo("rw-------");
    assertThat(directory.resolve("terraform.tfvars.backup")).hasContent(BEFORE);
  }

  private Ran promoteInFleetFile(String... more) {
    List<String> words = new ArrayList<>(List.of("image", "promote", "--fleet-file"));
    words.add(scene.file().toString());
    words.addAll(List.of("--manifest", manifest.toString()));
    words.addAll(List.of(more));
    return scene.ran(words.toArray(String[]::new));
  }

  @Test
  void aFleetFileGetsTheImageOfItsWebMachines() throws IOException {
    Files.setPosixFilePermissions(scene.file(), PosixFilePermissions.fromString("rw-r-----"));

    Ran ran = promoteInFleetFile("lon1,nyc1:55");

    assertThat(ran.errors()).isEmpty();
    assertThat(ran.output()).startsWith("tiers.web.image is now 55; it was not there.");
    assertThat(scene.file())
        .content()
        .isEqualTo(Scene.FLEET.replace("2, size: small}", "2, size: small, image: 55}"));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(scene.file())))
        .isEqualTo("rw-r-----");
    assertThat(scene.file().resolveSibling("fleet.yaml.backup")).content().isEqualTo(Scene.FLEET);
    assertThat(promoteInFleetFile("55").output()).startsWith("tiers.web.image is 55 already.");
    assertThat(promoteInFleetFile("--build", "db", "--json").outputJson().get("previous"))
        .hasToString("\"55\"");
  }

  @Test
  void whatIsNoFileOfTheKindIsRefusedAndNotWritten() throws IOException {
    String fleet = scene.file().toString();
    Ran asVariables = scene.ran("image", "promote", "55", "--tfvars", fleet);
    assertThat(asVariables.exitCode()).isEqualTo(2);
    assertThat(asVariables.errors()).contains("no line that sets image_slug", "--fleet-file");
    Ran asFleet = scene.ran("image", "promote", "55", "--fleet-file", variables.toString());
    assertThat(asFleet.exitCode()).isEqualTo(2);
    assertThat(asFleet.errors()).contains("terraform.tfvars:");
    assertThat(promoteInFleetFile("55", "--variable", "x").errors()).contains("has no variables");
    assertThat(promoteInFleetFile("55", "--tfvars", "x").errors()).contains("mutually exclusive");
    assertThat(scene.ran("image", "promote", "55").exitCode()).isEqualTo(2);
    assertThat(scene.file()).content().isEqualTo(Scene.FLEET);
    assertThat(variables).content().isEqualTo(BEFORE);
    Files.writeString(scene.file(), Scene.FLEET.replace("web: {machines: 2", "wbe: {machines: 2"));
    assertThat(promoteInFleetFile("55").errors()).contains("unknown key 'wbe'");
  }

  @Test
  void doneAgainItChangesNothing() throws IOException {
    promote("55");
    Path backup = directory.resolve("terraform.tfvars.backup");
    Files.delete(backup);

    assertThat(promote("lon1:55").output()).startsWith("image_slug is 55 already.\n");
    assertThat(backup).doesNotExist();
  }

  @Test
  void theManifestTellsWhatTheLastRunMade() {
    assertThat(promote("--build", "wp", "--json").outputJson().get("image").asString())
        .isEqualTo("55");

    Ran ambiguous = promote();
    assertThat(ambiguous.exitCode()).isEqualTo(2);
    assertThat(ambiguous.errors()).contains("made 2 artifacts", "--build: wp, db");
  }

  @ParameterizedTest
  @CsvSource({
    "image_slug = 40000000, image_slug = \"55\"",
    "image_slug=\"a#b\"//x, image_slug=\"55\"//x",
  })
  void valuesOfEachKindAreReplaced(String before, String after) throws IOException {
    Files.writeString(variables, before);

    assertThat(promote("55").exitCode()).isZero();
    assertThat(variables).content().isEqualTo(after);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "# image_slug = \"old\"\n",
        "/*\nimage_slug = \"old\"\n*/\n",
        "nodes = {\n  image_slug = \"x}\" # }\n}\n",
        "nodes = [{\n  image_slug = 1\n}]\r\n",
        "text = <<-EOT\nimage_slug = 1\n  EOT\n",
        "text = <<EOT\nEOT\n",
        "text = \"a \\\" /* { [\"\n",
      })
  void onlyTheVariableItselfIsFound(String before) throws IOException {
    Files.writeString(variables, before + "image_slug = \"old\" /* here */ // too\n" + before);
    assertThat(promote("55").exitCode()).isZero();
    assertThat(variables).hasContent(before + "image_slug = \"55\" /* here */ // too\n" + before);
  }

  @ParameterizedTest
  @ValueSource(strings = {"{\n  a = 1\n}", "{ a = 1 }", "[\"a\", \"b\"]", "<<EOT\nold\nEOT"})
  void aValueOfAnotherKindIsLeftAlone(String value) throws IOException {
    String before = "image_slug = " + value + "\nregion = \"lon1\"\n";
    Files.writeString(variables, before);
    Ran refused = promote("55");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.errors()).contains("no line that sets image_slug to a text or a number");
    assertThat(Files.readString(variables)).isEqualTo(before);
  }

  @Test
  void whatCannotBeDoneChangesNothing() throws IOException {
    assertThat(promote("55", "--variable", "slug").errors()).contains("no line that sets slug");
    assertThat(promote("lon1:5\"; evil").errors()).contains("is no image's id");
    assertThat(promote("5\"; evil").errors()).contains("no image has the id or the name");
    assertThat(promote("nosuch").exitCode()).isEqualTo(2);
    assertThat(promote("latest:web.json").exitCode()).isEqualTo(2);
    assertThat(promote("--build", "cache").errors()).contains("no artifact of build cache");
    assertThat(variables).hasContent(BEFORE);

    Files.writeString(variables, "image_slug = \"1\"\nimage_slug = \"2\"\n");
    assertThat(promote("55").errors()).contains("more than once");
    assertThat(variables).content().doesNotContain("55");
    Files.delete(variables);
    assertThat(promote("55").exitCode()).isEqualTo(2);
  }
}

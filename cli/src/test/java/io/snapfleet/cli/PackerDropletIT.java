package io.snapfleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a build of a droplet says, beside the real Packer on the same devcloud. */
class PackerDropletIT {
  private static final String NO_KEYS = "\"ipv6\": false";

  @TempDir private Path directory;

  private List<String> packer(String template) throws IOException, InterruptedException {
    Path file = Files.writeString(directory.resolve("packer.json"), template);
    ProcessBuilder builder =
        new ProcessBuilder("packer", "build", "-color=false", file.toString())
            .redirectErrorStream(true);
    builder.environment().put("CHECKPOINT_DISABLE", "1");
    builder.environment().put("PACKER_CONFIG_DIR", directory.toString());
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output.lines().toList();
  }

  /** Without the numbers of things, which differ each time. */
  private static List<String> said(List<String> lines) {
    return lines.stream()
        .filter(line -> line.contains("digitalocean: "))
        .map(line -> line.replaceAll("\\d{5,}", "N"))
        .toList();
  }

  @Test
  void theBuildSaysAndMakesWhatPackersDoes() throws IOException, InterruptedException {
    try (DropletBakery bakery = new DropletBakery(directory)) {
      List<String> theirs = said(packer(bakery.template("debian-12-x64", NO_KEYS)));
      assertThat(bakery.bake("debian-12-x64", NO_KEYS).failure()).isEmpty();

      assertThat(said(bakery.lines())).isEqualTo(theirs);
      assertThat(bakery.get("/v2/images?private=true").get("images"))
          .extracting(image -> image.get("name").asString())
          .hasSize(2)
          .containsOnly("My web " + Year.now(ZoneOffset.UTC));
    }
  }
}

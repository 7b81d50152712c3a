package io.snapfleet.bake.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Packer 1.6.6 itself, on the same templates. */
class PackerVerdictIT {
  /** Where we mean to differ, and why. */
  private static final Map<String, String> DIFFERENCES =
      Map.of(
          "bad-desktop", "desktop virtual machines are refused before anything is built of them",
          "bad-provisioner-chef", "a provisioner that is not run is refused by name",
          "bad-vagrant", "a post-processor that is not run is refused by name",
          "bad-duplicate-value", "of a key that is given twice, Packer takes the last in silence",
          "bad-range", "loops have nothing to loop over in a template",
          "good-linode", "Debian leaves this builder out of its Packer",
          "good-local", "Packer has no builder for machines on this computer",
          "good-variable-file-scalars", "numbers and truths of a variable file become texts");

  @TempDir private Path directory;

  static Stream<String> names() {
    return Verdicts.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void packerAgrees(String name) throws Exception {
    List<String> command = new ArrayList<>(List.of("packer", "validate"));
    command.addAll(Verdicts.arguments(name));
    command.add(name + ".json");
    boolean same = (run(command) == 0) == name.startsWith("good-");
    assertThat(same)
        .as(() -> said() + DIFFERENCES.getOrDefault(name, ""))
        .isEqualTo(!DIFFERENCES.containsKey(name));
  }

  @Test
  void everyDifferenceHasItsTemplate() {
    assertThat(Verdicts.names()).containsAll(DIFFERENCES.keySet());
  }

  private int run(List<String> command) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(Verdicts.FOLDER.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("output").toFile());
    builder.environment().put("PACKER_CONFIG_DIR", directory.toString());
    builder.environment().put("CHECKPOINT_DISABLE", "1");
    Process packer = builder.start();
    assertThat(packer.waitFor(60, TimeUnit.SECONDS)).as("packer ends within a minute").isTrue();
    return packer.exitValue();
  }

  private String said() {
    try {
      return Files.readString(directory.resolve("output"), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "nothing: " + e.getMessage();
    }
  }
}

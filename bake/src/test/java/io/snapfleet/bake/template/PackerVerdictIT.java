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
    List<String> arguments = new ArrayList<>(Verdicts.arguments(name));
    arguments.add(name + ".json");
    Process validate = start("validate", arguments);
    Process inspect = start("inspect", List.of(name + ".json"));
    boolean valid = succeeds(validate);
    boolean shaped = succeeds(inspect);

    assertThat(valid == name.startsWith("good-"))
        .as(() -> said("validate") + DIFFERENCES.getOrDefault(name, ""))
        .isEqualTo(!DIFFERENCES.containsKey(name));
    assertThat(shaped).as(() -> said("inspect")).isEqualTo(Verdicts.isShaped(name));
  }

  @Test
  void everyDifferenceHasItsTemplate() {
    assertThat(Verdicts.names()).containsAll(DIFFERENCES.keySet());
  }

  private Process start(String command, List<String> arguments) throws IOException {
    List<String> words = new ArrayList<>(List.of("packer", command));
    words.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(words)
            .directory(Verdicts.FOLDER.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve(command).toFile());
    builder.environment().put("PACKER_CONFIG_DIR", directory.toString());
    builder.environment().put("CHECKPOINT_DISABLE", "1");
    return builder.start();
  }

  private static boolean succeeds(Process packer) throws InterruptedException {
    assertThat(packer.waitFor(60, TimeUnit.SECONDS)).as("packer ends within a minute").isTrue();
    return packer.exitValue() == 0;
  }

  private String said(String command) {
    try {
      return Files.readString(directory.resolve(command), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "nothing: " + e.getMessage();
    }
  }
}

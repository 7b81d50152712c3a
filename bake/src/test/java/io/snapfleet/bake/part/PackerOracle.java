package io.snapfleet.bake.part;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.bake.local.Scratch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Debian's packer, run in a directory. */
final class PackerOracle {
  private final Path directory;
  private final Map<String, String> environment;

  /**
   * @param environment what it has besides that of the tests
   */
  PackerOracle(Path directory, Map<String, String> environment) {
    this.directory = directory;
    this.environment = environment;
  }

  /** Its lines for programs. */
  List<String> build(String template) throws IOException, InterruptedException {
    try (Scratch work = Scratch.make()) {
      Path file = Files.writeString(work.file("t.json"), template);
      Path said = work.file("said");
      ProcessBuilder builder =
          new ProcessBuilder("packer", "build", "-machine-readable", file.toString())
              .directory(directory.toFile())
              .redirectErrorStream(true)
              .redirectOutput(said.toFile());
      builder.environment().put("PACKER_CONFIG_DIR", work.directory().toString());
      builder.environment().put("CHECKPOINT_DISABLE", "1");
      builder.environment().putAll(environment);
      Process packer = builder.start();
      try {
        assertThat(packer.waitFor(60, TimeUnit.SECONDS)).as("packer ends within a minute").isTrue();
        return Files.readAllLines(said);
      } finally {
        packer.destroyForcibly();
      }
    }
  }

  /** Of lines for programs, those about artifacts, without times. */
  static List<String> artifacts(List<String> lines) {
    return lines.stream()
        .map(line -> line.replaceFirst("^[0-9]+,(?=[a-z]+,artifact)", ""))
        .filter(line -> line.matches("[a-z]+,artifact.*"))
        .map(line -> line.replace("%!(PACKER_COMMA)", ",").replaceFirst(",$", ""))
        .toList();
  }

  /** Of lines for programs, what people would read. */
  static List<String> said(List<String> lines) {
    return lines.stream()
        .filter(line -> line.matches("[0-9]+,,ui,[a-z]+,.*"))
        .map(line -> line.replaceFirst("^[0-9]+,,ui,[a-z]+,", ""))
        .map(line -> line.replace("%!(PACKER_COMMA)", ","))
        .toList();
  }
}

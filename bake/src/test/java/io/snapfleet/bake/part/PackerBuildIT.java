package io.snapfleet.bake.part;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Packer 1.6.6 itself, on the same templates: the same artifacts, files and manifests. */
class PackerBuildIT {
  private static final String FILE =
      "{\"builders\": [{\"type\": \"file\", \"name\": \"one\", \"target\": \"out/one.txt\","
          + " \"content\": \"hello\"}], ";
  private static final String NOTHING =
      "{\"builders\": [{\"type\": \"null\", \"communicator\": \"none\"}], ";

  @TempDir private Path packers;
  @TempDir private Path ours;
  @TempDir private Path home;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[\"manifest\"]",
        "[{\"type\": \"manifest\", \"output\": \"m.json\", \"strip_path\": true,"
            + " \"custom_data\": {\"b\": \"1\", \"a\": \"<x>\"}}]",
        "[[{\"type\": \"checksum\", \"checksum_types\": [\"md5\", \"sha256\", \"sha512\"]},"
            + " \"manifest\"]]",
        "[{\"type\": \"checksum\", \"output\": \"k/{{.ChecksumType}}.sum\","
            + " \"keep_input_artifact\": false}]",
        "[[{\"type\": \"compress\", \"output\": \"o.tar\"}, {\"type\": \"manifest\"}]]",
        "[{\"type\": \"compress\", \"output\": \"o.tar\", \"keep_input_artifact\": true}]",
        "[[{\"type\": \"compress\", \"output\": \"o.tar\"},"
            + " {\"type\": \"compress\", \"output\": \"p.tar\"}]]",
        "[[{\"type\": \"shell-local\", \"inline\": [\"echo $PACKER_BUILDER_TYPE > said\"]},"
            + " {\"type\": \"manifest\", \"strip_time\": true}]]",
      })
  void thePostProcessorsDoTheSame(String postProcessors) throws Exception {
    compare(FILE + "\"post-processors\": " + postProcessors + "}");
    compare(FILE + "\"post-processors\": " + postProcessors + "}");
  }

  @Test
  void theProvisionersDoTheSame() throws Exception {
    compare(
        NOTHING
            + "\"provisioners\": [{\"type\": \"shell-local\", \"environment_vars\": [\"A=it's $B\"],"
            + "\"inline\": [\"echo \\\"$A {{build `ID`}} $PACKER_BUILD_NAME\\\" > said\"]},"
            + "{\"type\": \"shell-local\", \"command\": \"exit 4\", \"valid_exit_codes\": [4]}],"
            + "\"post-processors\": [\"manifest\"]}");
    assertThat(ours.resolve("said")).hasContent("it's $B Null null");
  }

  @Test
  void aFailedProvisionerLeavesTheSame() throws Exception {
    compare(
        NOTHING
            + "\"provisioners\": [{\"type\": \"shell-local\", \"command\": \"echo x >> tries; exit 2\","
            + "\"max_retries\": 1}], \"error-cleanup-provisioner\": {\"type\": \"shell-local\","
            + "\"command\": \"touch cleaned\"}, \"post-processors\": [\"manifest\"]}");
  }

  /** Runs both, each in its directory, and compares what is there and what they call artifacts. */
  private void compare(String template) throws Exception {
    List<String> said = new PackerOracle(packers, Map.of()).build(template);
    BakedTemplate baked =
        new BakedTemplate(ours, home, Map.of("PATH", "/usr/bin:/bin"), Clock.systemUTC());
    baked.run(template);
    assertThat(contents(ours)).isEqualTo(contents(packers)).isNotEmpty();
    assertThat(PackerOracle.artifacts(baked.lines())).isEqualTo(PackerOracle.artifacts(said));
  }

  /** What is in each file; in manifests, without times and identifiers of runs. */
  private static Map<String, String> contents(Path directory) throws IOException {
    Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        contents.put(directory.relativize(file).toString(), content(file));
      }
    }
    return contents;
  }

  private static String content(Path file) throws IOException {
    if (file.toString().endsWith(".tar")) {
      boolean complete = Files.readString(file, StandardCharsets.ISO_8859_1).contains("hello");
      return listing(file) + " complete: " + complete;
    }
    return Files.readString(file)
        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UUID")
        .replaceAll("\"build_time\": [0-9]+", "\"build_time\": TIME")
        .replace("\\u003c", "<")
        .replace("\\u003e", ">");
  }

  /** What is in an archive as tar reads it, but for owners. */
  private static String listing(Path archive) throws IOException {
    Process tar =
        new ProcessBuilder("tar", "-tvf", archive.toString()).redirectErrorStream(true).start();
    try (var lines = tar.inputReader()) {
      return lines.readAllAsString().replaceAll("(?m)^(\\S+) \\S+ +", "$1 ");
    }
  }
}

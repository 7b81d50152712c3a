package io.snapfleet.bake.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are killed while an engine, which does nothing, is at work. */
class KilledContainerTest {
  @TempDir private Path directory;
  private Path engine = Path.of("/");
  private Path temporary = Path.of("/");

  @BeforeEach
  void makeEngine() throws IOException {
    temporary = Files.createDirectory(directory.resolve("temporary"));
    engine =
        Files.writeString(
            directory.resolve("podman"),
            """
            #!/bin/sh
            case $1 in run|rm) touch "$0.$1"; sleep 60;; esac
            """);
    Files.setPosixFilePermissions(engine, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.writeString(
        directory.resolve("t.json"),
        "{\"builders\": [{\"type\": \"docker\", \"image\": \"x\", \"pull\": false, \"discard\": true}]}");
  }

  /** Kills a build, and the engine with it, while the engine does what it was asked for. */
  private void killAt(String call) throws IOException, InterruptedException {
    ProcessBuilder build =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Djava.io.tmpdir=" + temporary,
            "-cp",
            System.getProperty("java.class.path"),
            KilledBuild.class.getName(),
            directory.resolve("t.json").toString(),
            directory.resolve("home").toString());
    build.environment().put("SNAPFLEET_CONTAINER_ENGINE", engine.toString());
    Process process =
        build.redirectErrorStream(true).redirectOutput(directory.resolve("said").toFile()).start();
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> Files.exists(directory.resolve("podman." + call)));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly().waitFor();
    }
  }

  @Test
  void nothingIsSharedThatHasNoRecord() throws IOException, InterruptedException {
    killAt("run");
    assertThat(shared()).hasSize(1).containsExactlyElementsOf(recorded());
    killAt("rm");
    assertThat(shared()).hasSize(1).containsExactlyElementsOf(recorded());
  }

  private List<String> shared() throws IOException {
    try (Stream<Path> all = Files.list(temporary)) {
      return all.map(Path::toString).filter(one -> one.contains("shared")).toList();
    }
  }

  private List<String> recorded() throws IOException {
    try (Stream<Path> all = Files.walk(directory.resolve("home"))) {
      List<Path> records = all.filter(one -> one.toString().endsWith("-docker.json")).toList();
      assertThat(records).hasSize(1);
      String text = Files.readString(records.getFirst());
      return shared().stream().filter(text::contains).toList();
    }
  }
}

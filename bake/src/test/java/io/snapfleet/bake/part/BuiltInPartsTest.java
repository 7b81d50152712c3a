package io.snapfleet.bake.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snapfleet.bake.run.FailureChoice.Answer;
import io.snapfleet.bake.run.OnError;
import io.snapfleet.bake.run.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class BuiltInPartsTest {
  private static final String NOTHING =
      "\"builders\": [{\"type\": \"null\", \"communicator\": \"none\"}]";

  @TempDir private Path directory;
  private BakedTemplate baked = new BakedTemplate(Path.of("/"));

  @BeforeEach
  void begin() {
    baked = new BakedTemplate(directory);
  }

  private Outcome one(String rest) {
    return baked.run("{" + NOTHING + ", " + rest + "}").getFirst();
  }

  private static String failure(Outcome outcome) {
    return outcome.failure().orElse("");
  }

  @Test
  void scriptsHaveTheirVariablesAndSecretsAreMasked() {
    one(
        """
        "variables": {"secret": "hunter2"}, "sensitive-variables": ["secret"],
        "provisioners": [{"type": "shell-local", "environment_vars": ["WORDS=it's"],
          "inline": ["echo $PACKER_BUILD_NAME $WORDS {{user `secret`}}", "echo bad >&2"]}]
        """);
    assertThat(baked.lines())
        .contains("    null: null it's <sensitive>", "==> null: bad")
        .noneMatch(line -> line.contains("hunter2"));
  }

  @Test
  void linesOfScriptsAreAsTheyShowOnATerminal() {
    one(
        """
        "provisioners": [{"type": "shell-local", "inline": ["echo one", "echo", "echo ' two  '",
          "printf '10%%\\r100%%\\n'", "printf 'dos\\r\\nend'"]}]
        """);
    assertThat(baked.lines())
        .containsSubsequence(
            "    null: one",
            "    null:",
            "    null:  two",
            "    null: 100%",
            "    null: dos",
            "    null: end")
        .noneMatch(line -> line.contains(" 10%"));
  }

  @Test
  void whatABuildDoesNotKnowOfItselfHasNoValue() {
    one(
        """
        "provisioners": [{"type": "shell-local",
          "inline": ["echo '{{build `ID`}} {{build `Host`}}'"]}],
        "post-processors": [{"type": "shell-local",
          "inline": ["echo '{{build `ID`}} {{build `WinRMPassword`}} {{build `PackerHTTPIP`}}'"]}]
        """);
    assertThat(baked.lines())
        .contains(
            "    null: Null <no value>",
            "    null (shell-local): Null <no value> ERR_HTTP_IP_NOT_IMPLEMENTED_BY_BUILDER");
  }

  @Test
  void anArchiveHasNoTimeInIt() throws IOException {
    baked.run(
        """
        {"builders": [{"type": "file", "target": "made", "content": "text"}],
         "post-processors": [{"type": "compress", "output": "made.zip"}]}
        """);
    try (ZipFile archive = new ZipFile(directory.resolve("made.zip").toFile())) {
      assertThat(archive.getEntry("made").getTimeLocal()).isEqualTo("1980-01-01T00:00:00");
    }
  }

  @Test
  void variablesOfScriptsAreInNoArguments() {
    one(
        """
        "provisioners": [{"type": "shell-local", "environment_vars": ["TOKEN=hunter2"],
          "inline": ["echo got $TOKEN", "tr '\\\\0' ' ' < /proc/$PPID/cmdline"]}]
        """);
    assertThat(baked.lines())
        .contains("    null: got hunter2")
        .anyMatch(line -> line.contains("/bin/sh -c"))
        .noneMatch(line -> line.contains("TOKEN="));
  }

  @Test
  void aFailureIsRetriedThenCleanedUpAfterAndNothingIsProcessed() throws IOException {
    Outcome outcome =
        one(
            """
            "provisioners": [
              {"type": "shell-local", "command": "echo x >> tries; exit 3", "max_retries": 2},
              {"type": "shell-local", "command": "touch later"}],
            "error-cleanup-provisioner": {"type": "shell-local", "command": "touch cleaned"},
            "post-processors": ["manifest"]
            """);
    assertThat(failure(outcome)).startsWith("Script exited with non-zero exit status: 3.");
    assertThat(Files.readAllLines(directory.resolve("tries"))).hasSize(3);
    assertThat(directory.resolve("cleaned")).exists();
    assertThat(directory.resolve("later")).doesNotExist();
    assertThat(directory.resolve("packer-manifest.json")).doesNotExist();
  }

  @Test
  void aProvisionerOverItsTimeoutIsStopped() {
    Outcome outcome =
        one(
            """
            "provisioners": [{"type": "shell-local", "command": "sleep 60; touch late",
              "timeout": "200ms"}]
            """);
    assertThat(failure(outcome))
        .isEqualTo("provisioner shell-local did not end within its timeout of 200 milliseconds");
  }

  @Test
  void whoIsAskedMayRunTheStepsAgain() throws IOException {
    List<Outcome> outcomes =
        baked.run(
            "{"
                + NOTHING
                + ", \"provisioners\": [{\"type\": \"shell-local\", \"command\":"
                + " \"echo x >> tries; test $(wc -l < tries) = 2\"}]}",
            OnError.ASK,
            false,
            Answer.RETRY);
    assertThat(outcomes).allMatch(outcome -> outcome.failure().isEmpty());
    assertThat(Files.readAllLines(directory.resolve("tries"))).hasSize(2);
  }

  @Test
  void anAbortedBuildSaysWhatStaysAndRunsNoCleanup() {
    baked.run(
        "{"
            + NOTHING
            + ", \"provisioners\": [{\"type\": \"shell-local\", \"command\": \"false\"}],"
            + " \"error-cleanup-provisioner\":"
            + " {\"type\": \"shell-local\", \"command\": \"touch cleaned\"}}",
        OnError.ABORT,
        false);
    assertThat(baked.lines()).contains("==> null: Aborted: there is nothing that stays");
    assertThat(directory.resolve("cleaned")).doesNotExist();
  }

  @Test
  void anAbortedBuildNamesTheFileThatStays() {
    baked.run(
        "{\"builders\": [{\"type\": \"file\", \"target\": \"made\"}],"
            + " \"provisioners\": [{\"type\": \"shell-local\", \"command\": \"false\"}]}",
        OnError.ABORT,
        false);
    assertThat(baked.lines())
        .contains("==> file: Aborted: the file " + directory.resolve("made") + " stays");
  }

  @Test
  void aSecretInABuildsNameIsNotPrintedAndNotInItsLog() throws IOException {
    Outcome outcome =
        baked
            .run(
                """
                {"variables": {"s": "top secret"}, "sensitive-variables": ["s"],
                 "builders": [{"type": "null", "communicator": "none", "name": "{{user `s`}}A"}],
                 "provisioners": [{"type": "shell-local", "command": "exit 3"}]}
                """)
            .getFirst();
    assertThat(outcome.build()).isEqualTo("<sensitive>A");
    assertThat(baked.lines())
        .anyMatch(line -> line.startsWith("Build '<sensitive>A' errored after"))
        .anyMatch(line -> line.startsWith("--> <sensitive>A: "))
        .anyMatch(line -> line.startsWith("The log of build '<sensitive>A' is "))
        .noneMatch(line -> line.matches(".*top.secret.*"));
    try (Stream<Path> logs = Files.list(directory.resolve("home/logs"))) {
      assertThat(logs.toList())
          .singleElement()
          .satisfies(log -> assertThat(log.toString()).doesNotContain("secret"))
          .satisfies(log -> assertThat(log).content().doesNotContain("secret"));
    }
  }

  @Test
  void manyBuildsAtOnceLoseNoEntryOfTheManifest() throws IOException {
    List<String> builders = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      builders.add("{\"type\": \"null\", \"communicator\": \"none\", \"name\": \"b" + i + "\"}");
    }
    String template = "{\"builders\": " + builders + ", \"post-processors\": [\"manifest\"]}";
    baked.run(template);
    baked.run(template);
    assertThat(manifest().get("builds")).hasSize(40);
    baked.run(template, OnError.CLEANUP, true);
    assertThat(manifest().get("builds")).hasSize(20);
    assertThat(directory.resolve("packer-manifest.json.lock")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "my notes",
        "[]",
        "{\"builds\": \"x\", \"mine\": 1}",
        "{\"builds\": [1]}",
        "{\"builds\": [], \"last_run_uuid\": 7}",
        "{\"mine\": 1}",
      })
  void aFileThatIsNoManifestIsLeftAlone(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("packer-manifest.json"), text);
    Outcome outcome = one("\"post-processors\": [\"manifest\"]");
    assertThat(failure(outcome)).contains("is no manifest: move it away");
    assertThat(file).hasContent(text);
  }

  @Test
  void aFailedSequenceEndsAndTheOthersRun() {
    Outcome outcome =
        one(
            """
            "post-processors": [
              [{"type": "shell-local", "inline": ["exit 7"]}, {"type": "manifest", "output": "a"}],
              {"type": "manifest", "output": "b"}]
            """);
    assertThat(failure(outcome)).startsWith("Post-processor failed: Script exited");
    assertThat(directory.resolve("a")).doesNotExist();
    assertThat(directory.resolve("b")).exists();
  }

  @Test
  void anInterruptedRunEndsItsScriptsAndSaysSo() throws InterruptedException {
    List<Outcome> outcomes = new ArrayList<>();
    Thread run =
        Thread.ofVirtual()
            .start(
                () ->
                    outcomes.add(
                        one(
                            """
                            "provisioners": [{"type": "shell-local",
                              "command": "touch begun; sleep 60"}],
                            "error-cleanup-provisioner":
                              {"type": "shell-local", "command": "touch cleaned"}
                            """)));
    await().atMost(Duration.ofSeconds(60)).until(() -> Files.exists(directory.resolve("begun")));
    run.interrupt();
    assertThat(run.join(Duration.ofSeconds(60))).isTrue();
    assertThat(failure(outcomes.getFirst())).isEqualTo("the build was stopped");
    assertThat(directory.resolve("cleaned")).exists();
  }

  private JsonNode manifest() throws IOException {
    return JsonMapper.shared()
        .readTree(Files.readString(directory.resolve("packer-manifest.json")));
  }
}

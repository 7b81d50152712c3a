package io.snapfleet.bake.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snapfleet.bake.run.OnError;
import io.snapfleet.bake.run.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Builder docker with real containers; what Packer 1.6.6 makes of the same template is the same.
 */
class DockerBuildIT {
  private static TestImages images;

  @TempDir private Path packers;
  @TempDir private Path ours;
  @TempDir private Path home;

  @BeforeAll
  static void makeBase() throws IOException {
    images = new TestImages();
  }

  @AfterAll
  static void removeImages() throws IOException {
    images.close();
  }

  @BeforeEach
  void writeSources() throws IOException {
    writeSources(packers);
    writeSources(ours);
  }

  @AfterEach
  void noContainerIsLeft() throws IOException {
    images.removeKept(home);
    assertThat(images.containers()).isEmpty();
    assertThat(home.resolve("containers"))
        .satisfiesAnyOf(
            directory -> assertThat(directory).doesNotExist(),
            directory -> assertThat(directory).isEmptyDirectory());
  }

  private BakedTemplate baked(Clock clock) {
    return new BakedTemplate(ours, home, System.getenv(), clock);
  }

  private String builder(String rest) {
    return "{\"builders\": [{\"type\": \"docker\", \"name\": \"box\", \"image\": \""
        + images.base()
        + "\", \"pull\": false, "
        + rest;
  }

  @Test
  void provisionersAndExportDoTheSame() throws Exception {
    String template =
        builder(
            """
            "export_path": "out/box.tar", "privileged": true,
               "volumes": {"DIRECTORY/tree": "/mounted"}}],
             "provisioners": [
              {"type": "shell", "environment_vars": ["A=it's $B", "Z=1"], "inline": [
                "echo \\"$A $Z $GIVEN $PACKER_BUILD_NAME $PACKER_BUILDER_TYPE\\" > /said",
                "cat /mounted/leaf > /seen", "id -u > /uid", "echo out", "echo err >&2"]},
              {"type": "shell", "script": "lines.sh",
                "execute_command": "chmod +x {{.Path}}; env {{.Vars}} sh {{.Path}} > /lines"},
              {"type": "shell", "scripts": ["a.sh", "b.sh"], "use_env_var_file": true,
                "environment_vars": ["F=x y"], "valid_exit_codes": [0, 4]},
              {"type": "shell", "inline": ["exit 3"], "valid_exit_codes": [3],
                "inline_shebang": "/bin/sh -x", "skip_clean": true, "remote_path": "/tmp/stays.sh"},
              {"type": "shell", "script": "lines.sh", "binary": true, "skip_clean": true,
                "execute_command": "true", "remote_folder": "/opt", "remote_file": "lines"},
              {"type": "file", "source": "one.txt", "destination": "/one"},
              {"type": "file", "sources": ["one.txt", "two.txt"], "destination": "/opt/"},
              {"type": "file", "source": "tree", "destination": "/opt"},
              {"type": "file", "source": "tree", "destination": "/renamed"},
              {"type": "file", "source": "tree/", "destination": "/flat"},
              {"type": "shell-local", "inline": ["echo {{build `ID`}} | wc -c > idlength",
                "echo made > made.txt"]},
              {"type": "file", "source": "made.txt", "destination": "/made", "generated": true},
              {"type": "file", "source": "/said", "destination": "got/", "direction": "download"},
              {"type": "file", "source": "/said", "destination": "as/it", "direction": "download"}],
             "post-processors": [
              [{"type": "docker-import", "repository": "%s", "tag": "box-WHO",
                "keep_input_artifact": true, "changes": ["ENV ADDED=1"]},
               {"type": "docker-tag", "repository": "%s", "tags": ["WHO-a", "WHO-b"]}, "manifest"],
              {"type": "manifest", "output": "first.json",
                "custom_data": {"run": "{{build `PackerRunUUID`}}"}}]}
            """
                .formatted(images.name(), images.name()));
    List<String> said = compare(template);
    assertThat(said).contains("    box: out", "==> box: err");
    assertThat(unpacked(ours).resolve("said")).hasContent("it's $B 1 base box docker");
    assertThat(unpacked(ours).resolve("lines")).hasContent("unix");
    assertThat(unpacked(ours).resolve("seen")).hasContent("leaf");
    assertThat(ours.resolve("got/said")).hasSameTextualContentAs(ours.resolve("as/it"));
    assertThat(listing(ours)).isEqualTo(listing(packers));
    assertThat(
            run(
                "diff",
                "-r",
                "--no-dereference",
                packers + "",
                ours + "",
                "-x",
                "box.tar",
                "-x",
                "*.json",
                "-x",
                "unpacked"))
        .isEmpty();
    for (String manifest : List.of("packer-manifest.json", "first.json")) {
      assertThat(plain(Files.readString(ours.resolve(manifest))))
          .isEqualTo(plain(Files.readString(packers.resolve(manifest))));
    }
    assertThat(images.config("ours-b")).isEqualTo(images.config("packer-b"));
  }

  @Test
  void committedImagesAreTheSame() throws Exception {
    compare(
        builder(
            """
            "commit": true, "author": "A <a@example.org>",
               "run_command": ["-d", "-t", "-u", "guest", "--", "{{.Image}}", "/bin/sh"],
               "exec_user": "root",
               "changes": ["CMD [\\"/bin/sh\\", \\"-c\\", \\"cat /one\\"]", "ENV SITE=one", "EXPOSE 80",
                 "WORKDIR /opt", "LABEL a=b"]}],
             "provisioners": [
              {"type": "file", "source": "one.txt", "destination": "/one"},
              {"type": "shell", "inline": ["stat -c '%%u %%g %%a' /one > /owner"]}],
             "post-processors": [[{"type": "docker-tag", "repository": "%s", "tag": "WHO"},
               "manifest"], {"type": "manifest", "output": "sha.json", "custom_data": {
                 "image": "{{build `ImageSha256`}}", "is": "{{build `ConnType`}}"}}]}
            """
                .formatted(images.name())));
    assertThat(images.config("ours")).isEqualTo(images.config("packer"));
    assertThat(images.config("ours").get("Cmd").toString()).contains("cat /one");
    assertThat(images.output("ours", "cat", "/owner"))
        .isEqualTo(images.output("packer", "cat", "/owner"))
        .startsWith("1000 1000");
    JsonNode data = JsonMapper.shared().readTree(Files.readString(ours.resolve("sha.json")));
    assertThat(data.get("builds").get(0).get("custom_data").get("image").asString())
        .matches("[0-9a-f]{64}");
  }

  @Test
  void aFailedScriptLeavesTheSame() throws Exception {
    String template =
        builder(
            """
            "commit": true}],
             "provisioners": [{"type": "shell", "inline": ["echo half > /half", "exit 9"]}],
             "error-cleanup-provisioner":
               {"type": "file", "source": "/half", "destination": "half", "direction": "download"},
             "post-processors": [{"type": "docker-tag", "repository": "%s", "tag": "failed-WHO"}]}
            """
                .formatted(images.name()));
    List<String> said = compare(template);
    assertThat(ours.resolve("half")).hasContent("half");
    assertThat(packers.resolve("half")).hasContent("half");
    assertThat(said).noneMatch(line -> line.contains("Committing"));
    assertThat(said)
        .anyMatch(
            line ->
                line.endsWith(
                    "Script exited with non-zero exit status: 9. Allowed exit codes are: [0]"));
  }

  @Test
  void whatIsNotKeptByAMessageIsKeptWithIt() throws IOException {
    baked(Clock.systemUTC())
        .run(
            builder(
                """
                "commit": true, "message": "made for a test"}],
                 "post-processors": [{"type": "docker-tag", "repository": "%s", "tag": "message"}]}
                """
                    .formatted(images.name())));
    assertThat(
            images.engine(
                "image", "inspect", "--format", "{{.Comment}}", images.name() + ":message"))
        .contains("made for a test");
  }

  @Test
  void anAbortedBuildIsThereToLookAtUntilItsTimeIsOver() throws IOException {
    String failing =
        builder(
            "\"discard\": true}], \"provisioners\": [{\"type\": \"shell\", \"inline\": [\"exit 1\"]}]}");
    BakedTemplate aborted = baked(Clock.systemUTC());
    aborted.run(failing, OnError.ABORT, false);
    assertThat(images.containers()).hasSize(1);
    String name = images.containers().getFirst().split(" ")[1];
    assertThat(aborted.lines())
        .anyMatch(
            line ->
                line.startsWith("==> box: Aborted: the container " + name + " stays: look at it")
                    && line.contains(" exec -it " + name + " /bin/sh'"));
    BakedTemplate sameDay = baked(Clock.systemUTC());
    sameDay.run(failing);
    assertThat(images.containers()).hasSize(1);
    BakedTemplate later = baked(Clock.offset(Clock.systemUTC(), Duration.ofHours(25)));
    later.run(failing);
    assertThat(later.lines())
        .anyMatch(
            line -> line.matches("==> box: Removing what the build box of .* has left: " + name));
  }

  @Test
  void aStepThatTakesTooLongLeavesNoProcessAndNoScript() throws IOException {
    BakedTemplate late = baked(Clock.systemUTC());
    late.run(
        builder(
            """
            "discard": true}], "provisioners": [
              {"type": "shell", "timeout": "2s", "use_env_var_file": true, "inline": [
                "sleep 61.3 & (sleep 61.3 &)", "sleep 61.3"]}]}
            """),
        OnError.ABORT,
        false);
    assertThat(late.lines()).contains("==> box: Cancelling provisioner after a timeout...");
    String name = images.containers().getFirst().split(" ")[1];
    String processes =
        images.engine(
            "exec",
            name,
            "/bin/sh",
            "-c",
            "for one in /proc/[0-9]*; do read -r line < $one/cmdline; echo $line; done; echo /tmp/*");
    assertThat(processes).contains("/bin/sh").doesNotContain("61.3", "script_", "varfile_");
    baked(Clock.offset(Clock.systemUTC(), Duration.ofHours(25)))
        .run(builder("\"discard\": true}]}"));
    assertThat(images.containers()).isEmpty();
  }

  @Test
  void aBuildHasNoVariablesInArgumentsAndLeavesNothingWhenInterrupted() throws Exception {
    String token = UUID.randomUUID().toString();
    List<Outcome> outcomes = new ArrayList<>();
    BakedTemplate baked = baked(Clock.systemUTC());
    Thread run =
        Thread.ofVirtual()
            .start(
                () ->
                    outcomes.addAll(
                        baked.run(
                            builder(
                                """
                                "discard": true}], "provisioners": [{"type": "shell",
                                  "environment_vars": ["TOKEN=%s"],
                                  "inline": ["echo begun $TOKEN", "sleep 600"]}]}
                                """
                                    .formatted(token)))));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> baked.lines().contains("    box: begun " + token));
    assertThat(ProcessHandle.allProcesses().flatMap(one -> one.info().commandLine().stream()))
        .anyMatch(line -> line.contains(" exec "))
        .noneMatch(line -> line.contains(token));
    run.interrupt();
    assertThat(run.join(Duration.ofSeconds(30))).isTrue();
    assertThat(outcomes.getFirst().failure()).contains("the build was stopped");
  }

  @Test
  void aKilledBuildIsClearedAwayByTheNext() throws Exception {
    Path template =
        Files.writeString(
            ours.resolve("t.json"),
            builder(
                "\"discard\": true}], \"provisioners\": [{\"type\": \"shell\","
                    + "\"inline\": [\"echo begun\", \"sleep 600\"]}]}"));
    Path said = ours.resolve("said");
    Process killed =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                KilledBuild.class.getName(),
                template.toString(),
                home.toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    await().atMost(Duration.ofSeconds(30)).until(() -> Files.readString(said).contains("begun"));
    killed.destroyForcibly().waitFor();
    assertThat(images.containers()).hasSize(1);
    BakedTemplate next = baked(Clock.systemUTC());
    next.run(builder("\"discard\": true}]}"));
    assertThat(next.lines())
        .anyMatch(line -> line.startsWith("==> box: Removing what the build box of "));
  }

  @Test
  void anImageThatIsNotThereIsAFailureWithItsReason() {
    Outcome outcome =
        baked(Clock.systemUTC())
            .run(
                "{\"builders\": [{\"type\": \"docker\", \"image\": \"No Such/Name\","
                    + " \"discard\": true}]}")
            .getFirst();
    assertThat(outcome.failure().orElse(""))
        .startsWith("the image No Such/Name cannot be pulled")
        .contains("\"pull\": false");
  }

  @Test
  void anImageIsPulledWithALoginOfItsOwn() throws Exception {
    Path saved = ours.resolve("saved");
    images.engine("save", "--quiet", "--format", "docker-dir", "-o", saved + "", images.base());
    try (TestRegistry registry = new TestRegistry(saved)) {
      Map<String, String> environment = new HashMap<>(System.getenv());
      environment.put("CONTAINERS_REGISTRIES_CONF", registry.settings(ours).toString());
      String template =
          """
          {"builders": [{"type": "docker", "image": "%1$s/box:1", "discard": true, "login": true,
            "login_server": "%1$s", "login_username": "%2$s", "login_password": "%3$s"}],
           "provisioners": [{"type": "shell", "inline": ["echo got $GIVEN %3$s"]}]}
          """
              .formatted(registry.name(), TestRegistry.USER, TestRegistry.PASSWORD);
      BakedTemplate baked = new BakedTemplate(ours, home, environment, Clock.systemUTC());
      Outcome outcome = baked.run(template).getFirst();
      images.engine("rmi", registry.name() + "/box:1");
      assertThat(outcome.failure()).isEmpty();
      assertThat(baked.lines())
          .contains("    docker: got base <sensitive>", "    docker: Logging out...");
      assertThat(images.knowsLogin(registry.name())).isFalse();
    }
  }

  /** Runs both, and compares what they say and what they call artifacts. */
  private List<String> compare(String template) throws Exception {
    List<String> packer =
        new PackerOracle(packers, images.withDocker()).build(named(template, "packer", packers));
    BakedTemplate baked = baked(Clock.systemUTC());
    baked.run(named(template, "ours", ours));
    assertThat(plain(PackerOracle.artifacts(baked.lines())))
        .isEqualTo(plain(PackerOracle.artifacts(packer)));
    assertThat(steps(baked.lines())).isEqualTo(steps(PackerOracle.said(packer)));
    return baked.lines();
  }

  private static String named(String template, String who, Path directory) {
    return template.replace("WHO", who).replace("DIRECTORY", directory.toString());
  }

  /** What is said of steps, without names that differ from run to run. */
  private static List<String> steps(List<String> lines) {
    return lines.stream()
        .filter(line -> line.startsWith("==> box: "))
        .filter(line -> !line.contains("Using docker communicator to connect"))
        .map(DockerBuildIT::plain)
        .map(line -> line.replaceAll("script: \\S+", "script").replace(", if present", ""))
        .toList();
  }

  private static List<String> plain(List<String> lines) {
    return lines.stream().map(DockerBuildIT::plain).toList();
  }

  private static String plain(String text) {
    return text.replaceAll("[0-9a-f]{64}", "ID")
        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "UUID")
        .replaceAll("\"build_time\": [0-9]+", "\"build_time\": TIME")
        .replaceAll("\"size\": [0-9]+", "\"size\": SIZE")
        .replaceAll("(?<=[:-])(packer|ours)(?=$|[-\\s,\"])", "WHO");
  }

  private static void writeSources(Path directory) throws IOException {
    Files.writeString(directory.resolve("one.txt"), "one");
    Files.writeString(directory.resolve("two.txt"), "two");
    Path tree = Files.createDirectories(directory.resolve("tree/branch"));
    Files.writeString(tree.resolve("leaf"), "leaf");
    Files.writeString(tree.resolveSibling("leaf"), "leaf");
    Files.createSymbolicLink(tree.resolve("link"), Path.of("../leaf"));
    Files.writeString(directory.resolve("lines.sh"), "case x in\r\nx) echo unix;;\r\nesac");
    Files.writeString(directory.resolve("a.sh"), "#!/bin/sh\necho \"$F\" > /f\n");
    Files.writeString(directory.resolve("b.sh"), "#!/bin/sh\nls /tmp | wc -l > /tmp-files; exit 4");
  }

  /** What is in an exported container: permissions, owners, sizes of files, and names. */
  private static List<String> listing(Path directory) throws Exception {
    return run("tar", "--numeric-owner", "-tvf", directory.resolve("out/box.tar").toString())
        .lines()
        .map(line -> line.replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d", ""))
        .map(line -> line.replaceAll(" +", " "))
        .sorted()
        .toList();
  }

  private static Path unpacked(Path directory) throws Exception {
    Path to = directory.resolve("unpacked");
    if (Files.notExists(to)) {
      Files.createDirectory(to);
      run("tar", "-xf", directory.resolve("out/box.tar").toString(), "-C", to.toString());
    }
    return to;
  }

  private static String run(String... words) throws Exception {
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    try (var output = process.inputReader()) {
      return output.readAllAsString();
    } finally {
      process.waitFor();
    }
  }
}

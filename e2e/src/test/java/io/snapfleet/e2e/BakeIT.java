package io.snapfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** Image templates whose machines are real ones of this computer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BakeIT {
  private static final Duration LONG = Duration.ofMinutes(3);

  private Path directory;
  private Program snapfleet;
  private HostTraces traces;

  @BeforeAll
  void open() throws IOException {
    directory = Files.createTempDirectory("snapfleet-bake-e2e").toRealPath();
    snapfleet = new Program(directory.resolve("home"));
    traces = new HostTraces(directory.resolve("home"));
  }

  @AfterAll
  void leaveNothing() {
    traces.noteNetworks();
    traces.sweep();
    Host.run("rm", "--recursive", "--one-file-system", directory.toString());
  }

  /** A template with one builder {@code local}. */
  private String template(String name, String keys, String provisioners) throws IOException {
    return Files.writeString(
            directory.resolve(name),
            """
            {"builders": [{"type": "local", "options": {"base-cache": "%s"}, %s}],
             "provisioners": [%s],
             "post-processors": [{"type": "manifest", "output": "%s"}]}
            """
                .formatted(
                    TestHome.baseCache(), keys, provisioners, directory.resolve("manifest.json")))
        .toString();
  }

  private static String shell(String... lines) {
    return "{\"type\": \"shell\", \"inline\": [\"" + String.join("\", \"", lines) + "\"]}";
  }

  private void assertNoMachineIsLeft() {
    assertThat(traces.containers()).isEmpty();
    assertThat(directory.resolve("home/bake/machines")).isEmptyDirectory();
  }

  @Test
  void anImageHasWhatProvisionersDidAndTheNextOneIsBuiltOnIt() throws IOException {
    Path site = Files.writeString(directory.resolve("index.html"), "<h1>baked</h1>\n");
    Path playbook =
        Files.writeString(
            directory.resolve("site.yml"),
            """
            - hosts: web
              gather_facts: false
              tasks:
                - raw: echo "{{ inventory_hostname }} {{ stage }} $(id -un)" > /srv/played
            """);
    String first =
        template(
            "first.json",
            "\"snapshot_name\": \"first\", \"size\": \"s-1vcpu-1gb\", \"image\": \"debian-12-x64\"",
            """
            {"type": "file", "source": "%s", "destination": "/srv/index.html"},
            %s,
            {"type": "ansible", "playbook_file": "%s", "groups": ["web"], "host_alias": "page",
             "extra_arguments": ["-e", "stage=test"]}
            """
                .formatted(site, shell("cp /srv/index.html /srv/copy"), playbook));
    snapfleet.must("bake", first);
    assertNoMachineIsLeft();

    String second =
        template(
            "second.json",
            "\"image\": \"first\", \"snapshot_name\": \"second\"",
            shell(
                "cat /srv/copy /srv/played",
                "test ! -e /root/.bash_history",
                "test \\\"$(wc -l < /root/.ssh/authorized_keys)\\\" = 1"));
    Ran built = snapfleet.must("bake", second);
    assertThat(built.output())
        .contains("local: <h1>baked</h1>", "local: page test root", "Connected to SSH!")
        .contains("An image was created: 'second' (ID: ");
    assertThat(Files.readString(directory.resolve("manifest.json")))
        .contains("\"builder_type\": \"local\"", "\"artifact_id\": \"i");
    assertNoMachineIsLeft();
    whatWasBakedIsKnownTriedComparedAndRemoved();
  }

  private void whatWasBakedIsKnownTriedComparedAndRemoved() throws IOException {
    JsonNode second = snapfleet.must("image", "show", "second", "--json").result();
    assertThat(second.at("/baked/template").asString()).endsWith("/second.json");
    assertThat(second.get("packages").toString()).contains("\"openssh-server=");
    JsonNode first = snapfleet.must("image", "show", "first", "--json").result();
    assertThat(second.at("/baked/baseImage")).isEqualTo(first.at("/image/id"));

    JsonNode difference = snapfleet.must("image", "diff", "first", "second", "--json").result();
    assertThat(difference.get("packages")).isEmpty();
    assertThat(difference.get("files").toString())
        .doesNotContain("/srv/copy", "/etc/ssh/ssh_host", "/usr/bin");

    JsonNode trial = snapfleet.must("image", "verify", "second", "--json").result();
    assertThat(trial.get("state").asString()).isEqualTo("passed");
    assertThat(trial.get("filesRead").asBoolean()).isTrue();
    assertNoMachineIsLeft();

    snapfleet.must("image", "rm", "first", "second", "--yes");
    assertThat(snapfleet.must("image", "ls", "--json").result().get("images").toString())
        .doesNotContain("\"first\"", "\"second\"");
  }

  @Test
  void anImageWithASecretInItIsNotKept() throws IOException {
    String leaking =
        template(
            "leaking.json",
            "\"snapshot_name\": \"none\"",
            shell("mkdir -p /srv/app", "echo -----BEGIN PRIVATE KEY----- > /srv/app/key"));
    snapfleet.run("bake", leaking).endedWith(1, "/srv/app/key: a private key");
    assertNoMachineIsLeft();

    String after = template("after.json", "\"image\": \"none\"", shell("true"));
    snapfleet.run("bake", after).endedWith(1, "there is no image 'none' on this computer");
  }

  @Test
  void theNextBuildRemovesTheMachineOfAKilledOne() throws IOException {
    String slow = template("slow.json", "\"snapshot_name\": \"slow\"", shell("sleep 60"));
    Child victim = snapfleet.start("bake", slow);
    await().atMost(LONG).until(() -> victim.outputSoFar().contains("Connected to SSH!"));
    assertThat(victim.killAfter(Duration.ZERO)).isTrue();
    assertThat(traces.containers()).hasSize(1);

    String next = template("next.json", "\"snapshot_name\": \"next\"", shell("true"));
    assertThat(snapfleet.must("bake", next).output()).contains("Removing what the build local of");
    assertNoMachineIsLeft();
  }

  @Test
  void aMachineThatIsKeptLetsPeopleInUntilItsTimeIsOver() throws IOException {
    String failing =
        template("kept.json", "\"snapshot_name\": \"kept\"", shell("touch /srv/half; false"));
    Ran ran = snapfleet.run("bake", "-on-error=abort", failing);
    String said =
        ran.output().lines().filter(line -> line.contains("Aborted: ")).findFirst().orElseThrow();
    List<String> ssh = List.of((said.replaceFirst(".*get in with: ", "") + " ls /srv").split(" "));
    assertThat(Host.run(ssh.toArray(String[]::new))).contains("half");

    letItsTimeBeOver();
    assertThat(snapfleet.must("run-due").output()).contains("Removing what the build local of");
    assertNoMachineIsLeft();
  }

  @Test
  void stepsThatWereDoneAreNotDoneAgain() throws IOException {
    String service =
        shell(
            "printf '[Service]\\\\nType=oneshot\\\\nRemainAfterExit=yes\\\\nExecStart=sh -c"
                + " \\\"sleep 2; touch /run/ready\\\"\\\\n[Install]\\\\nWantedBy=multi-user.target"
                + "\\\\n' > /etc/systemd/system/slow.service",
            "systemctl enable --now slow.service",
            "mkdir /tmp/ssh-a1B2c3D4e5", // as sshd does for a forwarded agent
            "echo first step");
    String played = service + "," + playbook("one");
    String name = "\"snapshot_name\": \"layered-{{timestamp}}\"";
    String failing = template("layered.json", name, played + "," + shell("test -e /run/x"));
    assertThat(snapfleet.run("bake", failing).endedWith(1, "non-zero exit status").output())
        .contains("PLAY [all]");

    String used = shell("test -e /run/ready", "cat /srv/role", "echo third step");
    String layered = template("layered.json", name, played + "," + used);
    Ran ran = snapfleet.must("bake", layered);
    assertThat(ran.output())
        .contains("Going on after step 2", "local: one", "local: third step")
        .doesNotContain("local: first step", "PLAY");
    assertThat(snapfleet.must("bake", layered).output())
        .contains("Nothing to do: An image was created: 'layered-");
    playbook("two");
    assertThat(snapfleet.must("bake", layered).output())
        .contains("Going on after step 1", "PLAY [all]", "local: two")
        .doesNotContain("local: first step");
    assertThat(snapfleet.must("bake", "--no-cache", layered).output())
        .contains("local: first step", "PLAY [all]", "local: third step");
    assertNoMachineIsLeft();
  }

  /** A step with a playbook whose role leaves a word. */
  private String playbook(String word) throws IOException {
    Path tasks = Files.createDirectories(directory.resolve("play/roles/page/tasks"));
    Files.writeString(tasks.resolve("main.yml"), "- raw: echo " + word + " > /srv/role\n");
    Path playbook =
        Files.writeString(
            directory.resolve("play/site.yml"),
            """
            - hosts: all
              gather_facts: false
              roles: [page]
            """);
    return "{\"type\": \"ansible\", \"playbook_file\": \"%s\"}".formatted(playbook);
  }

  private void letItsTimeBeOver() throws IOException {
    try (Stream<Path> files = Files.list(directory.resolve("home/bake/machines"))) {
      Path file = files.filter(one -> one.toString().endsWith(".json")).findFirst().orElseThrow();
      Files.writeString(
          file,
          Files.readString(file).replaceAll("\"kept_until\":\"2\\d+", "\"kept_until\":\"2020"));
    }
  }
}

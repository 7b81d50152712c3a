package io.snapfleet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.cli.error.CommandException;
import io.snapfleet.cli.inventory.InventoryCommand;
import io.snapfleet.cli.output.Output;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Two web machines and a proxy, as Ansible sees them. */
class InventoryCommandTest {
  @TempDir private Path directory;
  private Scene scene;

  @BeforeEach
  void deploy() throws IOException {
    scene = new Scene(directory).up();
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private JsonNode list(String... more) {
    String[] words = new String[more.length + 2];
    words[0] = "inventory";
    words[1] = "--list";
    System.arraycopy(more, 0, words, 2, more.length);
    Ran ran = scene.ran(words);
    assertThat(ran.exitCode()).as(ran.errors()).isZero();
    return JsonMapper.shared().readTree(ran.output());
  }

  @Test
  void groupsAreTheFleetAndItsTiers() {
    JsonNode list = list();

    assertThat(list.propertyNames())
        .containsExactly(
            "all", "docs", "docs_proxy", "docs_web", "tier_proxy", "tier_web", "_meta");
    assertThat(list.at("/docs_web/hosts").toString()).isEqualTo("[\"docs-web-1\",\"docs-web-2\"]");
    JsonNode variables = list.at("/_meta/hostvars/docs-web-1");
    assertThat(variables.propertyNames())
        .containsExactly(
            "ansible_host",
            "ansible_port",
            "ansible_user",
            "snapfleet_fleet",
            "snapfleet_image",
            "snapfleet_state",
            "snapfleet_tier");
    assertThat(variables.get("snapfleet_state").asString()).isEqualTo("serving");
    assertThat(scene.ran("inventory", "--host", "docs-web-1").outputJson()).isEqualTo(variables);
    assertThat(scene.ran("inventory", "--host", "docs-web-9").output().strip()).isEqualTo("{ }");
  }

  @Test
  void withoutAFleetThatRunsItIsEmpty() {
    scene.ran("down", "docs", "--yes");

    assertThat(list().at("/all/hosts")).isEmpty();
  }

  @Test
  void loginFilesAreReadableToTheOwnerAlone() throws IOException {
    Path logins = directory.resolve("logins");

    JsonNode variables = list("--ssh-files", logins.toString()).at("/_meta/hostvars/docs-proxy-1");

    Path key = Path.of(variables.get("ansible_ssh_private_key_file").asString());
    assertThat(key).isEqualTo(logins.resolve("docs.key"));
    assertThat(key).content().contains("OPENSSH PRIVATE KEY");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    assertThat(variables.get("ansible_ssh_common_args").asString())
        .contains(
            "HostKeyAlias=docs-proxy-1", logins.resolve("docs-proxy-1.known_hosts").toString());
    assertThat(logins.resolve("docs-proxy-1.known_hosts"))
        .content()
        .startsWith("docs-proxy-1 ssh-ed25519 ");
    Ran split =
        scene.ran("inventory", "--list", "--ssh-files", directory.resolve("a b").toString());
    assertThat(split.exitCode()).isEqualTo(2);
    assertThat(split.errors()).contains("has characters that Ansible or ssh would split it at");
  }

  @Test
  void aTerraformStateThatIsNamedTakesTheFleetsPlaceAndTellsNoLogins() throws IOException {
    Path state = directory.resolve("infra.tfstate");
    Files.writeString(
        state,
        """
        {"version": 4, "resources": [{"type": "digitalocean_droplet", "name": "wp_node",
          "instances": [{"attributes": {"ipv4_address": "10.0.0.7"}}]}]}
        """);

    Ran listed = inventoryOf(state, "--list");
    assertThat(JsonMapper.shared().readTree(listed.output()).at("/wp_node/hosts/0").asString())
        .isEqualTo("10.0.0.7");
    assertThatThrownBy(() -> inventoryOf(state, "--ssh-files", directory.toString()))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("does not tell how to log in");
  }

  private Ran inventoryOf(Path state, String... arguments) {
    return Ran.at(
        false,
        "",
        terminal -> {
          Output output = new Output(terminal, () -> false, Clock.systemUTC());
          InventoryCommand command =
              new InventoryCommand(
                  output,
                  () -> {
                    throw new AssertionError("no fleet was asked for");
                  },
                  Map.of("TF_STATE", state.toString()),
                  directory);
          new CommandLine(command).parseArgs(arguments);
          command.run();
          return 0;
        });
  }

  @Test
  void ansibleReadsIt() throws Exception {
    Path script = directory.resolve("fleets");
    Files.writeString(
        script,
        """
        #!/bin/sh
        case $1 in --list) cat <<'END'
        %s
        END
        esac
        """
            .formatted(list()));
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));

    Process ansible =
        new ProcessBuilder("ansible-inventory", "-i", script.toString(), "--graph", "docs")
            .redirectErrorStream(true)
            .start();
    String graph = new String(ansible.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(ansible.waitFor()).as(graph).isZero();
    assertThat(graph.lines().map(line -> line.replaceAll("^[ |-]*", "")))
        .contains("@docs:", "docs-web-1", "docs-web-2", "docs-proxy-1");
    assertThat(graph).doesNotContain("WARNING");
  }

  @Test
  void aFleetThatIsNotThereIsBadInput() {
    Ran ran = scene.ran("inventory", "--list", "--fleet", "dox");

    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.errors()).contains("dox");
  }

  @Test
  void whereNoMachineRunsAPersonIsToldSo() {
    assertThat(scene.ran("down", "docs", "--yes").exitCode()).isZero();
    assertThat(scene.ran("inventory").output()).isEqualTo("No machine runs.\n");
  }
}

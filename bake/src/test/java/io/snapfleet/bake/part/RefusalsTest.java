package io.snapfleet.bake.part;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.bake.machine.MachineTools;
import io.snapfleet.bake.template.Surroundings;
import io.snapfleet.bake.template.Template;
import io.snapfleet.bake.template.TemplateFile;
import io.snapfleet.bake.template.TemplateInput;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RefusalsTest {
  private static final Path DIRECTORY = Path.of("/");

  private static List<String> refusals(String builder, String provisioner, String engine) {
    Surroundings surroundings =
        new Surroundings(
            Clock.systemUTC().instant(),
            UUID::randomUUID,
            DIRECTORY,
            Map.of("PATH", "/usr/bin:/bin", "SNAPFLEET_CONTAINER_ENGINE", engine));
    Template template =
        Template.of(
            TemplateFile.parse(
                "{\"builders\": [" + builder + "], \"provisioners\": [" + provisioner + "]}",
                DIRECTORY.resolve("t.json")),
            TemplateInput.none(),
            surroundings);
    try (MachineTools machines = NoPlaces.tools(DIRECTORY, Clock.systemUTC())) {
      return new BuiltInParts(Clock.systemUTC(), surroundings, () -> DIRECTORY, machines)
          .refusals(template.builds().getFirst());
    }
  }

  @Test
  void aBuilderWithoutCommunicatorsIsRefusedByName() {
    assertThat(
            refusals(
                "{\"type\": \"lxd\", \"image\": \"debian\"}",
                "{\"type\": \"shell\", \"inline\": [\"true\"]}",
                "sh"))
        .singleElement()
        .asString()
        .contains("builder lxd");
  }

  @Test
  void containersAreReachedThroughTheirEngineAlone() {
    assertThat(
            refusals(
                """
                {"type": "docker", "image": "x", "discard": true, "communicator": "ssh",
                 "ssh_username": "root", "windows_container": true, "ecr_login": true,
                 "login_server": "example.org"}
                """,
                "{\"type\": \"shell\", \"inline\": [\"true\"]}",
                "sh"))
        .hasSize(3)
        .anyMatch(reason -> reason.contains("not by communicator ssh: leave that out"))
        .anyMatch(reason -> reason.contains("makes no windows_container"))
        .anyMatch(reason -> reason.contains("knows no ecr_login: give login_username AWS"));
  }

  @Test
  void machinesAreReachedByKeyAlone() {
    assertThat(
            refusals(
                """
                {"type": "local", "ssh_password": "x", "ssh_agent_auth": true,
                 "ssh_bastion_host": "x", "ssh_bastion_password": "x"}
                """,
                "{\"type\": \"shell\", \"inline\": [\"true\"]}",
                "sh"))
        .hasSize(3)
        .allMatch(reason -> reason.startsWith("builder local logs in by key alone"));
    assertThat(
            refusals(
                """
                {"type": "digitalocean", "api_token": "x", "region": "x", "size": "x",
                 "image": "x", "ssh_username": "root", "droplet_name": "a.b",
                 "private_networking": true, "vpc_uuid": "x"}
                """,
                "{\"type\": \"shell\", \"inline\": [\"true\"]}",
                "sh"))
        .containsExactly(
            "builder digitalocean makes a network for each build, and does not take vpc_uuid",
            "builder digitalocean needs a droplet_name of letters, digits and '-', not a.b");
  }

  @Test
  void whatNeedsAnEngineSaysWhenThereIsNone() {
    assertThat(
            refusals(
                "{\"type\": \"docker\", \"image\": \"x\", \"commit\": true}",
                "{\"type\": \"shell\", \"inline\": [\"true\"]}",
                "no-such-engine"))
        .singleElement()
        .asString()
        .contains("SNAPFLEET_CONTAINER_ENGINE names no-such-engine");
  }

  @Test
  void aMachineIsNeededForScriptsAndFiles() {
    String nothing = "{\"type\": \"null\", \"communicator\": \"none\"}";
    assertThat(refusals(nothing, "{\"type\": \"shell\", \"inline\": [\"true\"]}", "sh"))
        .containsExactly(
            "provisioner shell needs a machine, and builder null makes none: use shell-local");
    assertThat(
            refusals(
                "{\"type\": \"docker\", \"image\": \"x\", \"commit\": true}",
                "{\"type\": \"file\", \"source\": \"/etc/*.conf\", \"destination\": \"x/\","
                    + " \"direction\": \"download\"}",
                "sh"))
        .containsExactly(
            "provisioner file downloads files and directories, not patterns such as /etc/*.conf:"
                + " name the directory, with a slash at its end");
  }
}

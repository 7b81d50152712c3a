package io.snapfleet.bake.component;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.bake.source.JsonText;
import io.snapfleet.bake.source.JsonValue.Mapping;
import io.snapfleet.bake.source.Problems;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class CatalogueTest {
  static Stream<ComponentType> types() {
    return Arrays.stream(Family.values())
        .flatMap(
            family ->
                Catalogue.shipped().names(family).stream()
                    .map(name -> Catalogue.shipped().find(family, name).orElseThrow()));
  }

  private static Settings settings(Family family, String name, String json) {
    Problems problems = new Problems("test");
    Mapping written = (Mapping) JsonText.parse(json, problems);
    Mapping none = new Mapping(Map.of(), Map.of(), written.position());
    SettingsReader.Written component =
        new SettingsReader.Written(
            Catalogue.shipped().find(family, name).orElseThrow(), written, none, "it");
    Settings settings =
        new SettingsReader(Map.of("DIGITALOCEAN_API_TOKEN", "t"), Path.of("/"), problems)
            .read(component, Renderer.verbatim())
            .orElse(null);
    problems.throwIfAny();
    return settings;
  }

  @ParameterizedTest
  @MethodSource("types")
  void groupsNameKeysThatThereAre(ComponentType type) {
    assertThat(
            Stream.of(type.exactlyOne(), type.atLeastOne(), type.atMostOne())
                .flatMap(List::stream)
                .flatMap(List::stream))
        .allMatch(type.keys()::containsKey);
  }

  @ParameterizedTest
  @MethodSource("types")
  void noTypeIsRefusedAndKnown(ComponentType type) {
    assertThat(Catalogue.shipped().refusal(type.family(), type.name())).isEmpty();
  }

  @Test
  void theDefaultsOfADroplet() {
    Settings droplet =
        settings(
            Family.BUILDER,
            "digitalocean",
            """
            {"region": "r", "size": "s", "image": "i", "ssh_username": "u"}
            """);
    assertThat(droplet.values())
        .containsEntry("api_token", "t")
        .containsEntry("communicator", "ssh")
        .containsEntry("ssh_port", 22L)
        .containsEntry("ssh_timeout", Duration.ofMinutes(5))
        .containsEntry("state_timeout", Duration.ofMinutes(6))
        .containsEntry("snapshot_timeout", Duration.ofHours(1))
        .doesNotContainKeys("monitoring", "user_data", "ssh_password");
  }

  @Test
  void theDefaultsOfAShell() {
    assertThat(settings(Family.PROVISIONER, "shell", "{\"inline\": [\"true\"]}").values())
        .isEqualTo(
            Map.of(
                "inline",
                List.of("true"),
                "inline_shebang",
                "/bin/sh -e",
                "remote_folder",
                "/tmp",
                "start_retry_timeout",
                Duration.ofMinutes(5)));
  }

  @Test
  void theDefaultsOfAContainer() {
    Settings container =
        settings(Family.BUILDER, "docker", "{\"image\": \"debian\", \"commit\": true}");
    assertThat(container.requiredText("communicator")).isEqualTo("docker");
    assertThat(container.flag("pull")).isTrue();
    assertThat(container.flag("fix_upload_owner")).isTrue();
    assertThat(container.texts("run_command")).isEmpty();
  }

  @Test
  void aKeyOfAnotherKindIsAMistakeOfTheCaller() {
    Settings shell = settings(Family.PROVISIONER, "shell", "{\"inline\": [\"true\"]}");
    assertThatThrownBy(() -> shell.text("inline")).hasMessageContaining("inline is TEXTS");
    assertThatThrownBy(() -> shell.text("inlin")).hasMessageContaining("shell has no key inlin");
  }
}

package io.snapfleet.cli.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.cli.error.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TerraformStateTest {
  private static final String FORMAT_4 =
      """
      {"version": 4, "terraform_version": "1.5.7",
       "outputs": {"site": {"value": "example.com", "type": "string"},
                   "password": {"value": "hidden", "type": "string", "sensitive": true}},
       "resources": [
         {"mode": "managed", "type": "digitalocean_droplet", "name": "wp_node",
          "instances": [
            {"index_key": 10, "attributes": {"ipv4_address": "10.0.0.10", "tags": ["Web"]}},
            {"index_key": 2, "attributes": {"ipv4_address": "10.0.0.2", "tags": ["Web"]}}]},
         {"mode": "managed", "type": "digitalocean_floating_ip", "name": "ha_db_fip",
          "instances": [{"attributes": {"ip_address": "10.0.0.99", "region": "lon1"}}]},
         {"module": "module.blue.module.cache[0]", "mode": "managed", "type": "aws_instance",
          "name": "redis",
          "instances": [{"index_key": "main",
            "attributes": {"public_ip": "10.0.1.1", "tags": {"Role": "Cache", "Spare": ""}}}]},
         {"mode": "data", "type": "digitalocean_droplet", "name": "other",
          "instances": [{"attributes": {"ipv4_address": "10.9.9.9"}}]},
         {"mode": "managed", "type": "digitalocean_tag", "name": "web", "instances":
          [{"attributes": {"name": "web"}}]}]}
      """;

  private static final String FORMAT_3 =
      """
      {"version": 3, "modules": [
        {"path": ["root"], "outputs": {"site": {"type": "string", "value": "example.com"}},
         "resources": {
           "digitalocean_droplet.wp_node.1": {"type": "digitalocean_droplet", "primary":
             {"attributes": {"ipv4_address": "10.0.0.1", "tags.#": "1", "tags.371": "web"}}},
           "digitalocean_droplet.wp_node.0": {"type": "digitalocean_droplet", "primary":
             {"attributes": {"ipv4_address": "10.0.0.0", "tags.#": "1", "tags.371": "web"}}},
           "data.digitalocean_image.base": {"type": "digitalocean_image", "primary":
             {"attributes": {"ip_address": "10.9.9.9"}}}}},
        {"path": ["root", "db"], "outputs": {}, "resources": {
           "digitalocean_droplet.main": {"type": "digitalocean_droplet", "primary":
             {"attributes": {"ipv4_address": "10.0.2.1"}}}}}]}
      """;

  @TempDir private Path directory;

  private Inventory inventory(String state) throws IOException {
    return TerraformState.read(Files.writeString(directory.resolve("terraform.tfstate"), state));
  }

  private static List<?> hosts(Map<String, Object> list, String group) {
    assertThat(list).containsKey(group);
    return (List<?>) ((Map<?, ?>) list.get(group)).get("hosts");
  }

  @Test
  void format4HasGroupsByNameIndexTypeAndTag() throws IOException {
    Map<String, Object> list = inventory(FORMAT_4).list();

    assertThat(list)
        .containsOnlyKeys(
            "all",
            "wp_node",
            "wp_node_2",
            "wp_node_10",
            "type_digitalocean_droplet",
            "web",
            "ha_db_fip",
            "ha_db_fip_0",
            "type_digitalocean_floating_ip",
            "blue_cache_redis",
            "blue_cache_redis_main",
            "type_aws_instance",
            "role_cache",
            "spare",
            "_meta");
    assertThat(hosts(list, "wp_node")).isEqualTo(List.of("10.0.0.2", "10.0.0.10"));
    assertThat(hosts(list, "wp_node_10")).isEqualTo(List.of("10.0.0.10"));
    assertThat(hosts(list, "web")).isEqualTo(List.of("10.0.0.2", "10.0.0.10"));
    assertThat(hosts(list, "ha_db_fip")).isEqualTo(List.of("10.0.0.99"));
    assertThat(hosts(list, "all")).hasSize(4);
  }

  @Test
  void outputsAreVariablesUnlessTheyAreSensitive() throws IOException {
    Map<?, ?> all = (Map<?, ?>) inventory(FORMAT_4).list().get("all");

    assertThat(all.get("vars").toString()).contains("site", "example.com").doesNotContain("hidden");
  }

  @Test
  void format3HasTheSameGroupsWithTheModuleBeforeTheName() throws IOException {
    Map<String, Object> list = inventory(FORMAT_3).list();

    assertThat(list)
        .containsOnlyKeys(
            "all",
            "wp_node",
            "wp_node_0",
            "wp_node_1",
            "type_digitalocean_droplet",
            "web",
            "db_main",
            "db_main_0",
            "_meta");
    assertThat(hosts(list, "wp_node")).isEqualTo(List.of("10.0.0.0", "10.0.0.1"));
    assertThat(list.get("all").toString()).contains("site", "example.com");
  }

  @ParameterizedTest
  @ValueSource(strings = {"all", "_meta"})
  void aResourceMayHaveANameThatMeansSomethingElseToAnsible(String name) throws IOException {
    Map<String, Object> list =
        inventory(FORMAT_4.replace("\"wp_node\"", "\"" + name + "\"")).list();

    assertThat(hosts(list, "all")).hasSize(4);
    assertThat(list.get("all").toString()).contains("site", "example.com");
    assertThat(list.get("_meta").toString()).contains("hostvars", "10.0.0.10");
    assertThat(hosts(list, name + "_10")).isEqualTo(List.of("10.0.0.10"));
  }

  @Test
  void aDirectoryIsThatOfItsState() throws IOException {
    inventory(FORMAT_3);

    assertThat(TerraformState.read(directory).host("10.0.2.1"))
        .isEqualTo(Map.of("ansible_host", "10.0.2.1"));
  }

  @Test
  void whatIsNoStateIsRefusedWithItsName() {
    assertThatThrownBy(() -> TerraformState.read(directory.resolve("none.tfstate")))
        .isInstanceOf(CommandException.class)
        .hasMessage("the Terraform state is not there");
    assertThatThrownBy(() -> inventory("version: 4"))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("is not JSON: ")
        .hasMessageContaining("at line 1, column ");
    assertThatThrownBy(() -> inventory("{\"version\": 1}"))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("has format 1, not 3 or 4");
    assertThatThrownBy(() -> inventory("{\"version\": \"4\"}"))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("tells its format by no number: 'version' is \"4\"");
    assertThatThrownBy(() -> inventory("{}"))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("'version' is missing");
    assertThatThrownBy(() -> inventory("{\"version\": 4, \"resources\": {}}"))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("has 'resources' that are no list");
  }
}

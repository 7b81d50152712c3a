package io.snapfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The template of DigitalOcean's guide to images for scaling, with the keys, the values and the
 * command line that it has there: at a cloud of this computer, and with the builder's name alone
 * exchanged.
 */
class GuideIT {
  private static final String NAME = "nav-guide_(\\d\\d-){5}\\d\\d";

  private Path directory;
  private HostTraces cloud;
  private HostTraces home;
  private RunningDevcloud devcloud;
  private Program snapfleet;

  @BeforeEach
  void start() throws IOException {
    directory = Files.createTempDirectory("snapfleet-guide-e2e").toRealPath();
    cloud = new HostTraces(directory.resolve("cloud/machines"));
    home = new HostTraces(directory.resolve("home"));
    devcloud = RunningDevcloud.startIn(directory);
    snapfleet = inTheGuidesDirectory(devcloud.endpoint());
    write(devcloud.token());
  }

  @AfterEach
  void end() {
    devcloud.close();
    Stream.of(cloud, home)
        .forEach(
            traces -> {
              traces.noteNetworks();
              traces.sweep();
            });
    Host.run("rm", "--recursive", "--one-file-system", directory.toString());
  }

  private Program inTheGuidesDirectory(String endpoint) {
    return new Program(
        directory.resolve("home"),
        List.of(
            "env",
            "--chdir=" + directory,
            "DIGITALOCEAN_API_URL=" + endpoint,
            "TF_STATE=" + directory.resolve("terraform.tfstate"),
            Program.IMAGE.resolve("bin/snapfleet").toString()));
  }

  private void write(String token) throws IOException {
    file("variables.json", variables(token));
    file("wp-node.json", template("digitalocean", ""));
    String cache = "\"options\": {\"base-cache\": \"" + TestHome.baseCache() + "\"},";
    file("wp-local.json", template("local", cache));
    file(
        "config/cloud-config.yaml",
        """
        #cloud-config
        users:
          - name: deploy
            shell: /bin/bash
        packages: [curl, python]
        """);
    file(
        "packer-build.yml",
        """
        - hosts: packerbox
          gather_facts: yes
          become: True
          tasks:
            - copy:
                content: "{{ hostvars[groups['ha_db_fip'][0]].ansible_host }}"
                dest: /srv/database
            - raw: cat /srv/database
        """);
    file(
        "terraform.tfstate",
        """
        {"version": 3, "terraform_version": "0.11.11", "serial": 1, "lineage": "guide", "modules": [
          {"path": ["root"], "outputs": {}, "resources": {
            "digitalocean_droplet.wp_node": {"type": "digitalocean_droplet", "primary": {
              "id": "1", "attributes": {"id": "1", "ipv4_address": "203.0.113.5"}}},
            "digitalocean_floating_ip.ha_db_fip": {"type": "digitalocean_floating_ip", "primary": {
              "id": "2", "attributes": {"id": "2", "ip_address": "203.0.113.9"}}}}}]}
        """);
    Path inventory =
        file(
            "inventory/terraform-inventory",
            "#!/bin/sh\nexec '%s' inventory \"$@\"\n"
                .formatted(Program.IMAGE.resolve("bin/snapfleet")));
    assertThat(inventory.toFile().setExecutable(true)).isTrue();
  }

  private Path file(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, text);
  }

  private static String variables(String token) {
    return """
        {"app_node_image": "debian-9-x64", "do_api_token": "%s", "project_name": "nav-guide"}
        """
        .formatted(token);
  }

  private static String template(String builder, String more) {
    return """
        {
          "variables": {"home": "{{env `HOME`}}"},
          "builders": [{
            "type": "%s", %s
            "api_token": "{{user `do_api_token`}}", "image": "{{user `app_node_image`}}",
            "region": "sfo2", "size": "s-1vcpu-1gb",
            "private_networking": true, "monitoring": true,
            "user_data_file": "./config/cloud-config.yaml",
            "snapshot_name": "{{user `project_name`}}_{{isotime \\"06-01-02-03-04-05\\"}}",
            "communicator": "ssh", "ssh_username": "root"
          }],
          "provisioners": [{
            "type": "ansible", "playbook_file": "packer-build.yml",
            "ansible_env_vars": ["ANSIBLE_HOST_KEY_CHECKING=False",
              "ANSIBLE_SSH_ARGS='-o ForwardAgent=yes -o ControlMaster=auto -o ControlPersist=60s'"],
            "extra_arguments": ["-vvv"],
            "groups": ["all", "wp_node"], "host_alias": "packerbox",
            "inventory_directory": "{{template_dir}}/inventory",
            "user": "root"
          }],
          "post-processors": [{"type": "manifest", "output": "manifest.json", "strip_path": true}]
        }
        """
        .formatted(builder, more);
  }

  @Test
  void theGuidesTemplateIsBuiltAsItIsAndOnThisComputerAlone() throws IOException {
    String droplets = snapfleet.must("bake", "-var-file=variables.json", "wp-node.json").output();
    assertThat(droplets)
        .contains("203.0.113.9")
        .containsPattern("A snapshot was created: '" + NAME + "' \\(ID: \\d+\\) in regions 'sfo2'");

    String here = snapfleet.must("bake", "-var-file=variables.json", "wp-local.json").output();
    assertThat(here)
        .contains("No image is called debian-9-x64 here", "203.0.113.9")
        .containsPattern("An image was created: '" + NAME + "' \\(ID: i-\\w+\\) on this computer");

    JsonNode manifest = manifest();
    assertThat(manifest.at("/builds/0/artifact_id").asString()).startsWith("sfo2:");
    assertThat(manifest.at("/builds/1/builder_type").asString()).isEqualTo("local");
    try (Stream<Path> left = Files.list(directory.resolve("inventory"))) {
      assertThat(left).hasSize(1);
    }
    assertThat(cloud.containers()).isEmpty();
    assertThat(home.containers()).isEmpty();
  }

  private JsonNode manifest() throws IOException {
    return JsonMapper.shared().readTree(Files.readString(directory.resolve("manifest.json")));
  }
}

package io.snapfleet.bake.part;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.bake.run.Outcome;
import io.snapfleet.remote.OpenSshServer;
import io.snapfleet.remote.SshKeyPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Builder {@code null} with a machine that is there, and the real Ansible on it. */
class KnownHostIT {
  @TempDir private Path directory;
  private OpenSshServer server;
  private BakedTemplate baked = new BakedTemplate(Path.of("/"));

  @BeforeEach
  void start() throws IOException {
    server = OpenSshServer.start(Files.createDirectory(directory.resolve("sshd")));
    Files.writeString(directory.resolve("key"), OpenSshServer.LOGIN_KEY.privateKey().reveal());
    Files.createDirectory(directory.resolve(".ssh"));
    trust(server.hostKey());
    baked =
        new BakedTemplate(
            directory,
            directory.resolve("home"),
            Map.of("PATH", "/usr/bin:/bin", "HOME", directory.toString(), "LC_ALL", "C.UTF-8"),
            Clock.systemUTC());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void trust(SshKeyPair key) throws IOException {
    Files.writeString(
        directory.resolve(".ssh/known_hosts"),
        "[127.0.0.1]:" + port() + " " + key.publicLine() + "\n");
  }

  private String port() {
    return server.address().replaceFirst(".*:", "");
  }

  private Outcome bake(String provisioners) {
    return baked
        .run(
            """
            {"builders": [{"type": "null", "ssh_host": "127.0.0.1", "ssh_port": %s,
               "ssh_username": "root", "ssh_private_key_file": "key", "ssh_timeout": "20s"}],
             "provisioners": [%s]}
            """
                .formatted(port(), provisioners))
        .getFirst();
  }

  private static String failure(Outcome outcome) {
    return outcome.failure().orElse("");
  }

  @Test
  void stepsRunOnTheHostAndItStays() {
    Outcome outcome =
        bake(
            """
            {"type": "shell", "inline": ["echo $PACKER_BUILD_NAME as $(id -un)"]},
            {"type": "shell-local", "inline": ["echo {{build `User`}} at {{build `Host`}}"]}
            """);
    assertThat(outcome.failure()).isEmpty();
    assertThat(baked.lines())
        .containsSubsequence(
            "==> null: Using ssh communicator to connect: 127.0.0.1",
            "==> null: Waiting for SSH to become available...",
            "==> null: Connected to SSH!",
            "    null: null as root",
            "    null: root at 127.0.0.1");
  }

  @Test
  void aHostThatIsNotKnownIsNotConnectedTo() throws IOException {
    Files.delete(directory.resolve(".ssh/known_hosts"));
    assertThat(failure(bake("{\"type\": \"shell\", \"inline\": [\"touch never\"]}")))
        .startsWith("the host key of 127.0.0.1 is not known: look at it with 'ssh-keyscan");
    trust(SshKeyPair.generate());
    assertThat(failure(bake("{\"type\": \"shell\", \"inline\": [\"touch never\"]}")))
        .contains("another machine answers at 127.0.0.1");
  }

  @Test
  void aPlaybookRunsWithItsGroupsVariablesAndEnvironment() throws IOException {
    Path inventory = Files.createDirectories(directory.resolve("inventory/group_vars"));
    Files.writeString(inventory.resolve("web.yml"), "colour: blue\n");
    Files.writeString(
        directory.resolve("site.yml"),
        """
        - hosts: web
          gather_facts: false
          tasks:
            - raw: >
                echo {{ inventory_hostname }} {{ colour }} {{ stage }} {{ packer_build_name }}
                {{ packer_builder_type }} {{ lookup('env', 'TF_STATE') }} > %s
        """
            .formatted(directory.resolve("played")));
    Outcome outcome =
        bake(
            """
            {"type": "ansible", "playbook_file": "site.yml", "groups": ["web"],
             "host_alias": "page", "inventory_directory": "inventory", "user": "root",
             "ansible_env_vars": ["TF_STATE=state", "ANSIBLE_NOCOLOR=True"],
             "extra_arguments": ["--extra-vars", "stage=test"]}
            """);
    assertThat(outcome.failure()).isEmpty();
    assertThat(directory.resolve("played")).hasContent("page blue test null null state");
    assertThat(baked.lines())
        .contains("==> null: Provisioning with Ansible...")
        .anyMatch(line -> line.startsWith("==> null: Executing Ansible: ansible-playbook -e"))
        .anyMatch(line -> line.startsWith("    null: page ") && line.contains("failed=0"));
    try (Stream<Path> left = Files.list(directory.resolve("inventory"))) {
      assertThat(left).containsExactly(inventory);
    }
  }

  @Test
  void theMachinesHostKeyCountsThoughTheTemplateSaysThatNoneDoes() throws IOException {
    Files.writeString(
        directory.resolve("site.yml"),
        "- hosts: all\n  gather_facts: false\n  tasks: [{raw: exit 0}]\n");
    Outcome outcome =
        bake(
            """
            {"type": "ansible", "playbook_file": "site.yml", "user": "root",
             "ansible_env_vars": ["ANSIBLE_HOST_KEY_CHECKING=False"],
             "extra_arguments": ["-vvv"]}
            """);
    assertThat(outcome.failure()).isEmpty();
    assertThat(baked.lines())
        .anyMatch(line -> line.contains("SSH: EXEC ssh "))
        .noneMatch(line -> line.contains("StrictHostKeyChecking=no"));
  }

  @Test
  void anInventoryDirectoryIsReadWithAllThatIsInItButWhatOtherBuildsHaveLeft() throws IOException {
    Path inventory = Files.createDirectory(directory.resolve("inventory"));
    Files.writeString(inventory.resolve("fixed"), "[others]\nfixed-1\n[web]\nzz-fixed\n");
    Files.writeString(
        inventory.resolve("packer-provisioner-ansible1left"), "[web]\nleft ansible_port=1\n");
    Path dynamic = inventory.resolve("dynamic");
    Files.writeString(
        dynamic, "#!/bin/sh\necho '{\"found\": {\"hosts\": [\"dynamic-1\"]}, \"_meta\": {}}'\n");
    assertThat(dynamic.toFile().setExecutable(true)).isTrue();
    Files.writeString(
        directory.resolve("site.yml"),
        """
        - hosts: page
          gather_facts: false
          tasks:
            - raw: >
                echo {{ groups['web'] | sort | join(' ') }} {{ groups['others'][0] }}
                {{ groups['found'][0] }} > %s
        """
            .formatted(directory.resolve("played")));
    Outcome outcome =
        bake(
            """
            {"type": "ansible", "playbook_file": "site.yml", "groups": ["web"],
             "host_alias": "page", "inventory_directory": "inventory", "user": "root"}
            """);
    assertThat(outcome.failure()).isEmpty();
    assertThat(directory.resolve("played")).hasContent("page zz-fixed fixed-1 dynamic-1");
    assertThat(baked.lines()).anyMatch(line -> line.contains(" -i " + inventory + " "));
    try (Stream<Path> left = Files.list(inventory)) {
      assertThat(left).hasSize(3);
    }
  }

  @Test
  void aPlaybookThatFailsFailsTheBuild() throws IOException {
    Files.writeString(
        directory.resolve("bad.yml"),
        "- hosts: all\n  gather_facts: false\n  tasks:\n    - raw: exit 4\n");
    assertThat(failure(bake("{\"type\": \"ansible\", \"playbook_file\": \"bad.yml\"}")))
        .isEqualTo("Error executing Ansible: Non-zero exit status: exit status 2");
  }

  @Test
  void theHostsOwnAnsibleRunsPlaybooksWithTheirRoles() throws IOException {
    Path tasks = Files.createDirectories(directory.resolve("roles/greet/tasks"));
    Files.writeString(
        tasks.resolve("main.yml"),
        "- command: sh -c 'echo hello {{ name }} > %s'\n".formatted(directory.resolve("greeted")));
    Files.createDirectory(directory.resolve("vars"));
    Files.writeString(directory.resolve("vars/all.yml"), "name: world\n");
    Files.writeString(
        directory.resolve("local.yml"), "- hosts: all\n  gather_facts: false\n  roles: [greet]\n");
    Outcome outcome =
        bake(
            """
            {"type": "ansible-local", "playbook_file": "local.yml", "role_paths": ["roles/greet"],
             "group_vars": "vars", "staging_directory": "%s", "clean_staging_directory": true}
            """
                .formatted(directory.resolve("staging")));
    assertThat(outcome.failure()).isEmpty();
    assertThat(directory.resolve("greeted")).hasContent("hello world");
    assertThat(directory.resolve("staging")).doesNotExist();
  }
}

package io.snapfleet.bake.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What makes a step of Ansible another one. The program is a script that names a version. */
class AnsibleInputsTest {
  @TempDir private Path directory;
  private final Map<String, String> environment = new HashMap<>();
  private String more = "";
  private List<String> said = List.of();

  @BeforeEach
  void write() throws IOException {
    write("play/site.yml", "- hosts: all");
    write("play/roles/page/tasks/main.yml", "- raw: one");
    write("elsewhere/vars.yml", "stage: one");
    write("t.json", "the template");
    ansible("2.14");
    environment.put("HOME", directory.resolve("user").toString());
  }

  private void write(String file, String text) throws IOException {
    Path path = directory.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private void ansible(String version) throws IOException {
    String configuration = directory.resolve("ansible.cfg").toString();
    write(
        "bin/ansible-playbook",
        """
        #!/bin/sh
        echo 'ansible-playbook [core %s]'
        if [ -e '%s' ]; then echo '  config file = %s'; else echo '  config file = None'; fi
        """
            .formatted(version, configuration, configuration));
    assertThat(directory.resolve("bin/ansible-playbook").toFile().setExecutable(true)).isTrue();
  }

  private List<Fingerprint> prints(String type, String keys) {
    PrintedSteps steps = new PrintedSteps(directory, environment);
    List<Fingerprint> prints =
        steps.of(
            """
            {"builders": [{"type": "local"}],
             "provisioners": [{"type": "%s", %s}, {"type": "shell", "inline": ["true"]}]%s}
            """
                .formatted(type, keys, more));
    said = steps.lines();
    return prints;
  }

  private List<Fingerprint> prints() {
    return prints(
        "ansible",
        """
        "command": "%s", "playbook_file": "play/site.yml",
        "extra_arguments": ["-e", "@elsewhere/vars.yml", "--vault-password-file=elsewhere/pass"]
        """
            .formatted(directory.resolve("bin/ansible-playbook")));
  }

  private void requireChanged(List<Fingerprint> before) {
    assertThat(said).isEmpty();
    assertThat(prints()).hasSize(2).doesNotContainAnyElementsOf(before).isEqualTo(prints());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "play/site.yml",
        "play/roles/page/tasks/main.yml",
        "play/group_vars/all.yml",
        "elsewhere/vars.yml",
        "elsewhere/pass",
        "user/.ansible/roles/mine/tasks/main.yml",
      })
  void aFileThatIsReadCounts(String file) throws IOException {
    List<Fingerprint> before = prints();
    assertThat(before).hasSize(2).isEqualTo(prints());

    write(file, "another");

    requireChanged(before);
  }

  @Test
  void programConfigurationAndVariablesCount() throws IOException {
    List<Fingerprint> before = prints();
    ansible("2.15");
    requireChanged(before);

    before = prints();
    write("ansible.cfg", "[defaults]\nroles_path = shared : ~/more\n");
    requireChanged(before);

    for (String role : List.of("shared/a", "user/more/a")) {
      before = prints();
      write(role, "- raw: shared");
      requireChanged(before);
    }

    before = prints();
    environment.put("ANSIBLE_LIBRARY", "modules");
    requireChanged(before);
    before = prints();
    write("modules/mine.py", "x");
    requireChanged(before);
  }

  @Test
  void theStateThatAnInventoryReadsCounts() throws IOException {
    List<Fingerprint> before = prints();
    write("terraform.tfstate", "203.0.113.9");
    requireChanged(before);

    environment.put("TF_STATE", "infra");
    before = prints();
    write("infra/terraform.tfstate", "203.0.113.9");
    requireChanged(before);

    environment.put("TF_STATE", directory.resolve("other.tfstate").toString());
    before = prints();
    write("infra/terraform.tfstate", "203.0.113.10");
    assertThat(prints()).isEqualTo(before);
    write("other.tfstate", "203.0.113.10");
    requireChanged(before);
  }

  @Test
  void whatChangesWithEveryRunDoesNotCount() throws IOException {
    write("ansible.cfg", "[defaults]\nlog_path = play/ansible.log\n");
    more =
        """
        , "post-processors": [{"type": "manifest", "output": "play/manifest.json"},
                              {"type": "checksum", "output": "play/{{.BuildName}}.sums"}]
        """;
    List<Fingerprint> before = prints();

    for (String passing :
        List.of(
            "play/manifest.json",
            "play/manifest.json.lock",
            "play/local.sums",
            "play/ansible.log",
            "play/site.retry",
            "play/.git/HEAD",
            "play/roles/page/__pycache__/x.pyc",
            "t.json",
            "elsewhere/other")) {
      write(passing, "now");
      assertThat(prints()).as(passing).isEqualTo(before);
    }
  }

  @Test
  void theTemplateBesideThePlaybookDoesNotCount() throws IOException {
    write("site.yml", "- hosts: all");
    String keys =
        "\"command\": \"%s\", \"playbook_file\": \"site.yml\""
            .formatted(directory.resolve("bin/ansible-playbook"));
    List<Fingerprint> before = prints("ansible", keys);

    write("t.json", "changed");

    assertThat(prints("ansible", keys)).hasSize(2).isEqualTo(before);
  }

  @Test
  void aTemplateThatAnArgumentNamesCounts() throws IOException {
    write("site.yml", "- hosts: all");
    String keys =
        "\"command\": \"%s\", \"playbook_file\": \"site.yml\", \"extra_arguments\": [\"-e@t.json\"]"
            .formatted(directory.resolve("bin/ansible-playbook"));
    List<Fingerprint> before = prints("ansible", keys);

    write("t.json", "changed");

    assertThat(prints("ansible", keys)).hasSize(2).doesNotContainAnyElementsOf(before);
  }

  @Test
  void linksAreFollowedAndMayGoRound() throws IOException {
    write("shared/tasks/main.yml", "- raw: one");
    Files.createSymbolicLink(directory.resolve("play/roles/shared"), directory.resolve("shared"));
    Files.createSymbolicLink(directory.resolve("play/round"), directory.resolve("play"));
    Files.createSymbolicLink(directory.resolve("play/broken"), Path.of("nowhere"));
    List<Fingerprint> before = prints();
    assertThat(before).hasSize(2);

    write("shared/tasks/main.yml", "- raw: two");

    requireChanged(before);
  }

  @Test
  void tooMuchIsNotKeptAndSaidInOneLine() throws IOException {
    try (RandomAccessFile sparse =
        new RandomAccessFile(directory.resolve("play/disk.img").toFile(), "rw")) {
      sparse.setLength((256L << 20) + 1);
    }

    assertThat(prints()).isEmpty();
    assertThat(said)
        .containsExactly(
            "==> docker: The result of step 1 is not kept: %s holds more than 256 MiB"
                .formatted(directory.resolve("play").toRealPath()));

    Files.delete(directory.resolve("play/disk.img"));
    Path many = Files.createDirectory(directory.resolve("play/many"));
    for (int number = 0; number < 10_000; number++) {
      Files.createFile(many.resolve("" + number));
    }
    assertThat(prints()).isEmpty();
    assertThat(said).singleElement().asString().endsWith(" holds more than 10,000 files");
  }

  @Test
  void aProgramThatCannotBeAskedKeepsNothing() throws IOException {
    write("bin/ansible-playbook", "#!/bin/sh\nexit 3\n");

    assertThat(prints()).isEmpty();
    assertThat(said).singleElement().asString().endsWith("--version' fails");
  }

  @Test
  void anInventoryMayNameTheMachineAndAnArgumentMayNot() {
    String keys =
        "\"command\": \"%s\", \"playbook_file\": \"play/site.yml\","
            .formatted(directory.resolve("bin/ansible-playbook"));
    assertThat(
            prints("ansible", keys + "\"inventory_file_template\": \"x ansible_host={{.Host}}\""))
        .hasSize(2);
    assertThat(prints("ansible", keys + "\"extra_arguments\": [\"-e\", \"a={{build `Host`}}\"]"))
        .isEmpty();
  }

  @Test
  void ofTheMachinesAnsibleWhatIsSentCounts() throws IOException {
    String keys = "\"playbook_file\": \"play/site.yml\", \"role_paths\": [\"play/roles/page\"]";
    List<Fingerprint> before = prints("ansible-local", keys);
    assertThat(before).hasSize(2).isEqualTo(prints("ansible-local", keys));

    write("play/not-sent", "x");
    ansible("3");
    assertThat(prints("ansible-local", keys)).isEqualTo(before);
    write("play/roles/page/tasks/main.yml", "- raw: two");
    assertThat(prints("ansible-local", keys)).hasSize(2).doesNotContainAnyElementsOf(before);
  }
}

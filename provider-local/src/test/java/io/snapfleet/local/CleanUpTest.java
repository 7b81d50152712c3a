package io.snapfleet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CleanUpTest {
  @TempDir private Path directory;
  private Path root;
  private Path outside;

  @BeforeEach
  void makeRoot() throws IOException {
    root = Files.createDirectories(directory.resolve("root"));
    outside = Files.createDirectories(directory.resolve("outside"));
    Files.writeString(outside.resolve("precious"), "host");
    file("var/log/syslog");
    file("var/log/apt/history.log");
    file("etc/ssh/ssh_host_rsa_key");
    file("etc/ssh/ssh_host_rsa_key.pub");
    file("etc/ssh/sshd_config");
  }

  @Test
  void a_path_a_pattern_and_an_emptied_directory_go_and_nothing_else() {
    clean("/etc/ssh/ssh_host_*", "/var/log/", "/no/such/thing", "/etc/none*");

    assertThat(root.resolve("etc/ssh")).isDirectoryNotContaining("glob:**ssh_host_*");
    assertThat(root.resolve("etc/ssh/sshd_config")).exists();
    assertThat(root.resolve("var/log")).isEmptyDirectory();
  }

  @Test
  void a_path_without_a_slash_at_its_end_takes_the_directory_too() {
    clean("/var/log");

    assertThat(root.resolve("var")).isEmptyDirectory();
  }

  @Test
  void a_link_is_removed_and_not_what_it_leads_to() throws IOException {
    Files.createSymbolicLink(root.resolve("var/log/link"), outside);

    clean("/var/log/link");

    assertThat(root.resolve("var/log/link").toFile()).doesNotExist();
    assertThat(outside.resolve("precious")).exists();
  }

  @Test
  void a_link_on_the_way_leads_to_a_place_inside_as_it_would_in_the_machine() throws IOException {
    Files.createSymbolicLink(root.resolve("logs"), Path.of("/var/log"));
    Files.createSymbolicLink(root.resolve("escape"), outside);
    Files.createSymbolicLink(root.resolve("up"), Path.of("../../../../outside"));

    clean("/logs/syslog", "/escape/precious", "/escape/", "/up/*");

    assertThat(root.resolve("var/log/syslog")).doesNotExist();
    assertThat(outside.resolve("precious")).exists();
  }

  @Test
  void links_in_a_circle_are_refused() throws IOException {
    Files.createSymbolicLink(root.resolve("one"), Path.of("/two"));
    Files.createSymbolicLink(root.resolve("two"), Path.of("/one"));

    assertThatThrownBy(() -> clean("/one/file")).hasMessageContaining("too many symbolic links");
  }

  @Test
  void characters_other_than_the_star_mean_themselves() {
    file("srv/a+b.txt");
    file("srv/aab.txt");

    clean("/srv/a+b.*");

    assertThat(root.resolve("srv/a+b.txt")).doesNotExist();
    assertThat(root.resolve("srv/aab.txt")).exists();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "//", "/*", "var/log", "/var/../..", "/var/*/log", "/va*/", ""})
  void paths_that_could_mean_more_than_they_say_are_refused(String path) {
    assertThatThrownBy(() -> clean(path))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + path + "'");
    assertThat(root.resolve("var/log/syslog")).exists();
  }

  private void clean(String... paths) {
    new CleanUp(root).apply(List.of(paths));
  }

  private void file(String path) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, path);
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }
}

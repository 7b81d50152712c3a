package io.snapfleet.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.json.RecordJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a process that was killed has opened is closed by the next one, which needs none of it. */
class AbandonedHomeIT {
  private static final Maker DEAD = new Maker(Integer.MAX_VALUE, 1);

  @TempDir private Path directory;
  private LocalTestHome home;

  @BeforeEach
  void makeHome() {
    home = new LocalTestHome(directory.resolve("home"), "auto");
  }

  @Test
  void the_pool_and_podman_are_stopped_by_a_session_that_found_no_machine() throws IOException {
    home.openEngine().podman();
    killUsers();

    lookAndClose();

    home.assertNothingRuns();
  }

  @Test
  void they_stay_while_a_process_lives_that_uses_them() throws IOException {
    LocalEngine user = home.openEngine();
    user.podman();

    lookAndClose();

    assertThat(user.podman().answers()).isTrue();
    user.close();
    home.assertNothingRuns();
  }

  @ParameterizedTest
  @ValueSource(strings = {"btrfs", "plain"})
  void a_base_system_in_the_making_is_removed_with_its_mounts_and_workers(String storage)
      throws IOException {
    home = new LocalTestHome(directory.resolve("home"), storage);
    LocalEngine killed = home.openEngine();
    Path tree = killed.tree("images", "i-dead");
    Tags tags = new Tags(Map.of(LocalImages.BASE_TAG, "digest"));
    killed.catalogue.images.write(
        "i-dead", new ImageRecord("i-dead", "debian", tags, null, Instant.EPOCH, DEAD));
    killed.storage().create(tree);
    Path proc = Files.createDirectory(tree.resolve("proc"));
    new Commands().require("mount", "-t", "proc", "proc", proc.toString());
    Process worker = new ProcessBuilder("sleep", "600").directory(tree.toFile()).start();
    killUsers();

    lookAndClose();

    assertThat(worker.isAlive()).isFalse();
    assertThat(killed.catalogue.images.all()).isEmpty();
    home.assertNothingRuns();
    LocalEngine next = home.openEngine();
    next.storage();
    assertThat(tree).doesNotExist();
    next.close();
  }

  private void lookAndClose() {
    try (LocalProvider provider = home.open()) {
      assertThat(provider.compute().machines(new Tags(Map.of()))).isEmpty();
    }
  }

  private void killUsers() throws IOException {
    byte[] dead = RecordJson.builder().build().writeValueAsBytes(DEAD);
    for (Path user : users()) {
      Files.write(user, dead);
    }
  }

  private List<Path> users() throws IOException {
    try (Stream<Path> users = Files.list(home.layout().run().resolve("users"))) {
      return users.toList();
    }
  }
}

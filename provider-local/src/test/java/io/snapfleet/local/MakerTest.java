package io.snapfleet.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class MakerTest {
  @Test
  void a_process_is_told_from_a_later_one_with_its_number() {
    Maker self = Maker.self();

    assertThat(self.alive()).isTrue();
    assertThat(new Maker(self.pid(), self.startedAt() - 1).alive()).isFalse();
  }

  @Test
  void a_process_is_told_by_what_no_setting_of_the_clock_changes() throws IOException {
    String stat = Files.readString(Path.of("/proc/self/stat"));

    assertThat(stat.substring(stat.lastIndexOf(')')).split(" "))
        .contains(Long.toString(Maker.self().startedAt()));
  }

  @Test
  void a_process_that_was_killed_is_dead_before_anybody_has_waited_for_it() throws IOException {
    Process parent = new ProcessBuilder("sh", "-c", "sleep 600 & exec sleep 600").start();
    try {
      await().until(() -> parent.children().findAny().isPresent());
      ProcessHandle child = parent.children().findAny().orElseThrow();
      Maker maker = Maker.of(child.pid());
      assertThat(maker.alive()).isTrue();

      child.destroyForcibly();

      Path status = Path.of("/proc", Long.toString(child.pid()), "status");
      await()
          .atMost(Duration.ofSeconds(10))
          .until(() -> Files.readString(status).contains("(zombie)"));
      assertThat(maker.alive()).isFalse();
    } finally {
      parent.destroyForcibly();
    }
  }
}

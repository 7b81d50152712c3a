package io.snapfleet.bake.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptResultsTest {
  private static final Retention TWO_FOR_A_WEEK = new Retention(2, Duration.ofDays(7));
  private static final Instant NOW = Instant.parse("2026-01-10T00:00:00Z");

  @TempDir private Path directory;

  private KeptResults at(Instant time) {
    return new KeptResults(
        directory.resolve("kept"), TWO_FOR_A_WEEK, Clock.fixed(time, ZoneOffset.UTC));
  }

  private static Fingerprint of(String what) {
    return Fingerprint.begin().and(what);
  }

  @Test
  void whatIsKeptIsFoundUntilItIsOldOrForgotten() {
    assertThat(at(NOW).keep(of("one"), "image:one")).isEmpty();
    at(NOW).keep(of("two"), "image:two");
    assertThat(at(NOW).keep(of("one"), "image:newer").orElseThrow().image()).isEqualTo("image:one");
    assertThat(at(NOW).find(of("one")).orElseThrow().image()).isEqualTo("image:newer");
    assertThat(at(NOW).find(of("other"))).isEmpty();
    assertThat(at(NOW.plus(Duration.ofDays(7))).find(of("one"))).isEmpty();
    at(NOW).forget(of("one"));
    assertThat(at(NOW).find(of("one"))).isEmpty();
    assertThat(at(NOW).find(of("two"))).isPresent();
  }

  @Test
  void theNewestStayAndOldOnesGo() {
    assertThat(at(NOW).outdated()).isEmpty();
    for (int hours = 0; hours < 4; hours++) {
      at(NOW.plus(Duration.ofHours(hours))).keep(of("made " + hours), "image:" + hours);
    }
    assertThat(images(at(NOW.plus(Duration.ofHours(5))))).containsExactly("image:1", "image:0");
    assertThat(images(at(NOW.plus(Duration.ofDays(7).plusHours(2)))))
        .containsExactly("image:2", "image:1", "image:0");
  }

  private static List<String> images(KeptResults results) {
    return results.outdated().stream().map(KeptResult::image).toList();
  }

  @Test
  void aFileThatSaysNothingIsNotThere() throws IOException {
    at(NOW).keep(of("one"), "image:one");
    Files.writeString(directory.resolve("kept").resolve(of("one").hash()), "made=never");
    assertThat(at(NOW).find(of("one"))).isEmpty();
    assertThat(at(NOW).outdated()).isEmpty();
  }
}

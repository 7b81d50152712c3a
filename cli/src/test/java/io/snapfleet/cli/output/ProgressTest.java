package io.snapfleet.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final StringWriter written = new StringWriter();
  private final PrintWriter writer = new PrintWriter(written);
  private Instant now = Instant.parse("2026-01-01T12:00:00Z");
  private final InstantSource source = () -> now;
  private final Clock clock = source.withZone(ZoneOffset.UTC);

  @Test
  void plainProgressIsOneLineForEachThingThatHappens() {
    try (Progress progress = new PlainProgress(writer, clock)) {
      progress.started("boot web-1");
      progress.waiting("boot web-1", "no answer on port 22");
      progress.waiting("boot web-1", "no answer on port 22");
      now = now.plusMillis(1250);
      progress.done("boot web-1");
      progress.started("boot web-2");
      progress.failed("boot web-2", "the disk is full");
    }
    assertThat(written)
        .hasToString(
            """
            start boot web-1
            wait  boot web-1: no answer on port 22
            done  boot web-1  1.3 s
            start boot web-2
            fail  boot web-2  0.0 s: the disk is full
            """);
  }

  @Test
  void liveProgressShowsWhatRunsAndLeavesWhatEnded() {
    LiveProgress progress = LiveProgress.start(writer, clock);
    progress.started("boot web-1");
    progress.waiting("boot web-1", "no answer on port 22");
    now = now.plus(Duration.ofSeconds(3));
    progress.redraw();
    assertThat(screen()).isEqualTo("  ..  boot web-1  3.0 s: no answer on port 22\n");
    progress.started("boot web-2");
    progress.done("boot web-1");
    assertThat(screen()).isEqualTo("  ok  boot web-1  3.0 s\n  ..  boot web-2  0.0 s\n");
    progress.close();
    assertThat(screen()).isEqualTo("  ok  boot web-1  3.0 s\n");
  }

  @Test
  void liveProgressOfManyStepsStaysOnOneScreen() {
    try (LiveProgress progress = LiveProgress.start(writer, clock)) {
      for (int machine = 1; machine <= 100; machine++) {
        progress.started("boot web-" + machine);
      }
      assertThat(screen().lines()).hasSize(13).last().isEqualTo("      and 88 more");
    }
  }

  /** What a terminal shows after all that was written: lines, cursor up, erase below. */
  private String screen() {
    StringBuilder screen = new StringBuilder();
    String rest = written.toString().replaceAll("\033\\[\\?7[lh]", "");
    for (String part : rest.split("(?=\033\\[\\d+A)")) {
      if (part.startsWith("\033[")) {
        int up = Integer.parseInt(part.substring(2, part.indexOf('A')));
        removeLines(screen, up);
        part = part.substring(part.indexOf('J') + 1);
      }
      screen.append(part);
    }
    return screen.toString();
  }

  private static void removeLines(StringBuilder screen, int count) {
    for (int line = 0; line < count; line++) {
      screen.setLength(screen.lastIndexOf("\n", screen.length() - 2) + 1);
    }
  }
}

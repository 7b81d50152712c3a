package io.snapfleet.bake.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.bake.local.LogDirectory.Kept;
import io.snapfleet.bake.run.BuildLog;
import io.snapfleet.bake.run.Remarks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogDirectoryTest implements Remarks {
  private static final Instant NOW = Instant.parse("2026-01-10T12:00:00.250Z");

  @TempDir private Path home;
  private final List<String> problems = new ArrayList<>();

  private LogDirectory directory() {
    return new LogDirectory(home.resolve("logs"), Clock.fixed(NOW, ZoneOffset.UTC));
  }

  private Path log(String... lines) {
    try (BuildLog log = directory().open("my web/1", this)) {
      List.of(lines).forEach(log::line);
      return log.file().orElseThrow();
    }
  }

  @Test
  void linesAreKeptWithTheirTimesForTheOwnerAlone() throws IOException {
    Path file = log("==> web: one", "    web: two");
    assertThat(file.getFileName().toString()).matches("20260110T120000Z-my-web-1-\\d+\\.log");
    assertThat(file)
        .hasContent("2026-01-10T12:00:00.250Z ==> web: one\n2026-01-10T12:00:00.250Z     web: two");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void twoBuildsOfOneNameAndTimeHaveALogEach() {
    assertThat(log("one")).isNotEqualTo(log("two"));
  }

  @Test
  void aLineIsThereBeforeTheBuildEnds() {
    try (BuildLog log = directory().open("web", this)) {
      log.line("begun");
      assertThat(log.file().orElseThrow()).content().endsWith("begun\n");
    }
  }

  @Test
  void aFileDoesNotGrowWithoutEnd() throws IOException {
    Path file = home.resolve("one.log");
    try (LogFile log = new LogFile(file, 10, Clock.fixed(NOW, ZoneOffset.UTC))) {
      log.line("12345");
      log.line("678901");
      log.line("more");
    }
    assertThat(file).content().hasLineCount(3).contains("not kept").doesNotContain("more");
  }

  @Test
  void oldLogsGo() throws IOException {
    Path old = log("old");
    Files.setLastModifiedTime(old, FileTime.from(NOW.minus(LogDirectory.AGE)));
    Path other = Files.writeString(home.resolve("logs/notes.txt"), "mine");
    Path recent = log("recent");
    assertThat(old).doesNotExist();
    assertThat(other).exists();
    assertThat(recent).exists();
  }

  /** A link to nothing is listed and not there, as a log is that another build has just removed. */
  @Test
  void aLogIsKeptThoughAnOldOneVanishesMeanwhile() throws IOException {
    Files.createDirectory(home.resolve("logs"));
    Files.createSymbolicLink(home.resolve("logs/old.log"), home.resolve("removed"));
    assertThat(log("recent")).content().endsWith("recent\n");
    assertThat(problems).isEmpty();
  }

  @Test
  void theNewestStay() {
    List<Kept> all =
        IntStream.range(0, LogDirectory.MOST + 2)
            .mapToObj(
                age -> new Kept(Path.of("log-" + age), Instant.now().minus(Duration.ofHours(age))))
            .toList();
    assertThat(LogDirectory.outdated(all, Instant.now()))
        .extracting(Kept::path)
        .containsExactly(Path.of("log-50"), Path.of("log-51"));
  }

  @Test
  void logsOfBuildsThatMayRunStayHoweverMany() {
    List<Kept> all =
        IntStream.range(0, 3 * LogDirectory.MOST)
            .mapToObj(number -> new Kept(Path.of("log-" + number), NOW.minusSeconds(number)))
            .toList();
    assertThat(LogDirectory.outdated(all, NOW)).isEmpty();
  }

  @Test
  void aBuildGoesOnWhereNothingCanBeKept() throws IOException {
    Files.writeString(home.resolve("logs"), "a file");
    assertThat(directory().open("web", this).file()).isEmpty();
    assertThat(problems).singleElement().asString().startsWith("What this build says is not kept");
  }

  @Override
  public void say(String text) {}

  @Override
  public void error(String text) {
    problems.add(text);
  }
}

package io.snapfleet.bake.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.run.Remarks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What later processes find in a journal. */
class LeftoversTest implements Remarks {
  private static final Instant NOW = Instant.parse("2026-01-10T12:00:00Z");
  private static final BuildRecord WEB =
      new BuildRecord("bake-1", "web", NOW, Map.of("place", "local"));

  @TempDir private Path home;
  private final List<BuildRecord> removed = new ArrayList<>();
  private final List<String> said = new ArrayList<>();

  private BuildJournal journal() {
    return new BuildJournal(() -> home.resolve("machines"));
  }

  private void sweep(BuildJournal journal, Instant time) {
    Removal removal =
        (build, remarks) -> {
          removed.add(build);
          journal.end(build.id());
        };
    new Leftovers(journal, removal, Clock.fixed(time, ZoneOffset.UTC)).remove(this);
  }

  /** Begins a build, and does something, in a process that then dies. */
  private void killed(Runnable more) {
    try (BuildJournal journal = journal()) {
      journal.begin(WEB);
      more.run();
    }
  }

  @Test
  void whereNothingWasEverBuiltNothingIsMade() {
    sweep(journal(), NOW);
    assertThat(home).isEmptyDirectory();
    assertThat(said).isEmpty();
  }

  @Test
  void aKilledBuildIsFoundWithAllThatIsKnownOfIt() {
    killed(() -> {});
    sweep(journal(), NOW);
    assertThat(removed).containsExactly(WEB);
    assertThat(home.resolve("machines")).isEmptyDirectory();
  }

  @Test
  void aBuildOfThisProcessIsLeftAlone() {
    BuildJournal journal = journal();
    journal.begin(WEB);
    sweep(journal, NOW);
    assertThat(removed).isEmpty();
  }

  @Test
  void whatIsKeptStaysUntilItsTime() {
    Instant until = NOW.plus(Duration.ofDays(1));
    killed(() -> journal().change(WEB.kept(until)));
    sweep(journal(), until.minusSeconds(1));
    assertThat(removed).isEmpty();
    sweep(journal(), until);
    assertThat(removed).containsExactly(WEB.kept(until));
  }

  @Test
  void aFileThatIsNoRecordHindersNothing() throws IOException {
    killed(() -> {});
    Path other = Files.writeString(home.resolve("machines/other.json"), "{\"id\": \"other\"}");
    sweep(journal(), NOW);
    assertThat(removed).containsExactly(WEB);
    assertThat(other).exists();
    assertThat(said)
        .containsExactly(
            "Left as it is: " + other + " is no record of a build",
            "Removing what the build web of " + NOW + " has left: bake-1");
  }

  @Test
  void whatCannotBeRemovedIsFoundAgain() {
    killed(() -> {});
    Removal refused =
        (build, remarks) -> {
          throw new BuildException("no answer");
        };
    new Leftovers(journal(), refused, Clock.fixed(NOW, ZoneOffset.UTC)).remove(this);
    assertThat(said).last().isEqualTo("Something stays until the next build removes it: no answer");
    sweep(journal(), NOW);
    assertThat(removed).containsExactly(WEB);
  }

  @Test
  void filesOfABuildAreItsOwnersAndGoWithIt() throws IOException {
    BuildJournal journal = journal();
    journal.begin(WEB);
    Path key = journal.attach("bake-1", ".key", "secret");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
        .isEqualTo("rw-------");
    journal.end("bake-1");
    assertThat(home.resolve("machines")).isEmptyDirectory();
  }

  @Override
  public void say(String text) {
    said.add(text);
  }

  @Override
  public void error(String text) {
    said.add(text);
  }
}

package io.snapfleet.bake.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.bake.journal.BuildJournal;
import io.snapfleet.bake.journal.BuildRecord;
import io.snapfleet.bake.journal.Leftovers;
import io.snapfleet.bake.local.SharedDirectory;
import io.snapfleet.bake.run.Remarks;
import io.snapfleet.bake.template.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With an engine that writes down what it is asked for. */
class ContainerRemovalTest implements Remarks {
  private static final Instant NOW = Instant.parse("2026-01-10T12:00:00Z");

  @TempDir private Path home;
  private final List<String> said = new CopyOnWriteArrayList<>();
  private final SharedDirectory shared = SharedDirectory.next();
  private Path engine = Path.of("/");

  @BeforeEach
  void makeEngine() throws IOException {
    shared.make();
    engine = home.resolve("podman");
    Files.writeString(engine, "#!/bin/sh\necho \"$@\" >> " + home + "/asked\n");
    Files.setPosixFilePermissions(engine, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @AfterEach
  void removeShared() {
    shared.close();
  }

  /** What builds of earlier processes have left, for a process of this time. */
  private Leftovers leftovers(Instant time) {
    Surroundings surroundings =
        new Surroundings(time, UUID::randomUUID, home, Map.of("PATH", "/usr/bin:/bin"));
    BuildJournal journal = new BuildJournal(() -> home.resolve("containers"));
    return new Leftovers(
        journal, new ContainerRemoval(journal, surroundings), Clock.fixed(time, ZoneOffset.UTC));
  }

  private BuildRecord record(String container) {
    ContainerEngine words =
        new ContainerEngine(
            List.of(engine.toString(), "--log-level", "warn"),
            new Surroundings(NOW, UUID::randomUUID, home, Map.of()));
    return ContainerRemoval.record(container, "box", NOW, words, shared);
  }

  private Path file(String container) {
    return home.resolve("containers/" + container + ".json");
  }

  @Test
  void theContainerAndWhatWasSharedWithItGoAndThenTheRecord() throws IOException {
    try (BuildJournal killed = leftovers(NOW).journal()) {
      killed.begin(record("one"));
    }
    leftovers(NOW).remove(this);
    assertThat(home.resolve("containers")).isEmptyDirectory();
    assertThat(shared.path()).doesNotExist();
    assertThat(Files.readAllLines(home.resolve("asked")))
        .containsExactly("--log-level warn rm --force --time 0 --volumes --ignore one");
    assertThat(said).containsExactly("Removing what the build box of " + NOW + " has left: one");
  }

  @Test
  void aDirectoryThatWasNotMadeAnyMoreIsNoHindrance() throws IOException {
    shared.close();
    try (BuildJournal killed = leftovers(NOW).journal()) {
      killed.begin(record("one"));
    }
    leftovers(NOW).remove(this);
    assertThat(home.resolve("containers")).isEmptyDirectory();
  }

  @Test
  void aDirectoryThatIsNoneOfABuildIsLeftAlone() throws IOException {
    try (BuildJournal killed = leftovers(NOW).journal()) {
      killed.begin(record("one"));
    }
    Path precious = Files.createDirectory(home.resolve("precious"));
    Files.writeString(
        file("one"),
        Files.readString(file("one")).replace(shared.path().toString(), precious.toString()));
    leftovers(NOW).remove(this);
    assertThat(precious).exists();
    assertThat(file("one")).exists();
    assertThat(said).hasSize(2).last().asString().endsWith("precious is no directory of a build");
    assertThat(home.resolve("asked")).doesNotExist();
  }

  @Test
  void aContainerThatCannotBeRemovedStaysWrittenDown() throws IOException {
    Files.writeString(engine, "#!/bin/sh\necho 'no storage' >&2; exit 1\n");
    Leftovers leftovers = leftovers(NOW);
    BuildRecord record = record("one");
    leftovers.journal().begin(record);
    leftovers.remove(record, this);
    assertThat(file("one")).exists();
    assertThat(said)
        .singleElement()
        .asString()
        .startsWith("Something stays until the next build removes it: podman rm ended");
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

package io.snapfleet.bake.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.bake.container.ContainerRecord.Content;
import io.snapfleet.bake.local.Scratch;
import io.snapfleet.bake.run.BuildLines;
import io.snapfleet.bake.run.Console;
import io.snapfleet.bake.template.Masking;
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
class ContainerRecordsTest implements Console {
  private static final Instant NOW = Instant.parse("2026-01-10T12:00:00Z");

  @TempDir private Path home;
  private final List<String> said = new CopyOnWriteArrayList<>();
  private Scratch shared = Scratch.make();
  private Path engine = Path.of("/");

  @BeforeEach
  void makeEngine() throws IOException {
    engine = home.resolve("podman");
    Files.writeString(engine, "#!/bin/sh\necho \"$@\" >> " + home + "/asked\n");
    Files.setPosixFilePermissions(engine, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @AfterEach
  void removeShared() {
    shared.close();
  }

  private Content content(String container, Instant until) {
    return new Content(List.of(engine.toString()), container, shared.directory(), until);
  }

  /** The records of a new run. */
  private ContainerRecords run(Instant time) {
    Surroundings surroundings =
        new Surroundings(time, UUID::randomUUID, home, Map.of("PATH", "/usr/bin:/bin"));
    return new ContainerRecords(
        () -> home.resolve("containers"), surroundings, Clock.fixed(time, ZoneOffset.UTC));
  }

  private ContainerRecord begin(ContainerRecords run, Content content) {
    return run.begin(content, new BuildLines("box", this, Masking.of(List.of())));
  }

  private Path file(String container) {
    return home.resolve("containers/" + container + ".container");
  }

  @Test
  void aRecordIsThereForAsLongAsItsContainer() {
    ContainerRecord record = begin(run(NOW), content("one", Instant.EPOCH));
    assertThat(file("one")).exists();
    record.close();
    assertThat(home.resolve("containers")).isEmptyDirectory();
    assertThat(home.resolve("asked")).doesNotExist();
  }

  @Test
  void whatIsLeftStaysUntilItsTime() throws IOException {
    Content left = content("one", NOW.plusSeconds(60));
    begin(run(NOW), content("one", Instant.EPOCH)).leave(left);
    begin(run(NOW), content("two", Instant.EPOCH)).close();
    assertThat(file("one")).exists();
    begin(run(NOW.plusSeconds(61)), content("three", Instant.EPOCH)).close();
    assertThat(file("one")).doesNotExist();
    assertThat(shared.directory()).doesNotExist();
    assertThat(Files.readAllLines(home.resolve("asked")))
        .containsExactly("rm --force --time 0 --volumes --ignore one");
    assertThat(said).containsExactly("==> box: Removing what an earlier build has left: one");
  }

  @Test
  void whatIsNoRecordOrNoDirectoryOfABuildIsLeftAlone() throws IOException {
    begin(run(NOW), content("one", Instant.EPOCH)).leave(content("one", Instant.EPOCH));
    Path precious = Files.createDirectory(home.resolve("precious"));
    Files.writeString(
        file("one"),
        Files.readString(file("one")).replace(shared.directory().toString(), precious.toString()));
    Files.writeString(file("two"), "");
    begin(run(NOW), content("three", Instant.EPOCH)).close();
    assertThat(precious).exists();
    assertThat(file("one")).exists();
    assertThat(file("two")).exists();
    assertThat(said)
        .hasSize(2)
        .anyMatch(line -> line.contains("precious is no temporary directory of a build"))
        .anyMatch(line -> line.contains("is no record: no engine"));
    assertThat(home.resolve("asked")).doesNotExist();
  }

  @Override
  public void line(Kind kind, String text) {
    said.add(text);
  }

  @Override
  public void fact(String target, String type, String... values) {}
}

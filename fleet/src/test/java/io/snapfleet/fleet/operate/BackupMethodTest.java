package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.fleet.model.BuildMethod;
import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.JournalEntry;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.provider.fake.Guest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Further web machines are made of the first one's archive, and installed where it is no good. */
class BackupMethodTest {
  @TempDir(factory = MemoryDirectory.class)
  private Path directory;

  private Home home;
  private Controller controller;
  private Census census;

  @BeforeEach
  void deploy() {
    home = new Home(directory);
    controller = Controller.on(home);
    census = new Census(home, controller);
    controller.up(DeployRequest.deploy(spec(3), null));
  }

  @AfterEach
  void close() {
    controller.close();
  }

  private static FleetSpec spec(int web) {
    return Controller.spec(web).builtBy(BuildMethod.BACKUP);
  }

  private Set<String> installed() {
    return home.runs().stream()
        .filter(run -> run.script().text().equals("install"))
        .map(Home.Run::machine)
        .collect(Collectors.toSet());
  }

  private Map<String, BuildMethod> methods() {
    return controller.store().machines(Controller.FLEET).stream()
        .filter(machine -> machine.tier() == TierName.WEB)
        .collect(Collectors.toMap(FleetMachine::name, FleetMachine::method));
  }

  private List<JournalEntry> journal(String call) {
    Operation newest = controller.store().operations(Controller.FLEET).getFirst();
    return controller.store().journal(newest.id()).stream()
        .filter(entry -> entry.call().equals(call))
        .toList();
  }

  @Test
  void onlyTheFirstWebMachineIsInstalled() {
    census.requireServing(3);
    assertThat(installed())
        .containsExactlyInAnyOrder("blog-database-1", "blog-web-1", "blog-proxy-1");
    assertThat(methods())
        .isEqualTo(
            Map.of(
                "blog-web-1", BuildMethod.REGULAR,
                "blog-web-2", BuildMethod.BACKUP,
                "blog-web-3", BuildMethod.BACKUP));
    assertThat(home.runs())
        .filteredOn(run -> run.machine().equals("blog-web-2"))
        .filteredOn(run -> run.script().text().equals("configure"))
        .allSatisfy(run -> assertThat(run.script().variables()).containsEntry("METHOD", "backup"));
    assertThat(journal("archive.store")).hasSize(1);
  }

  @Test
  void nothingOfTheFirstMachineIsFoundOnTheOthersButItsSoftware() {
    Guest first = census.guest("blog-web-1");
    Guest second = census.guest("blog-web-2");

    assertThat(second.read("/usr/bin/app")).isEqualTo(first.read("/usr/bin/app"));
    assertThat(second.files().values())
        .noneMatch(text -> text.contains("blog-web-1"))
        .noneMatch(text -> text.contains(census.machine("blog-web-1").address()));
    for (String identity : List.of("/etc/hostname", "/etc/ssh/ssh_host_ed25519_key.pub")) {
      assertThat(second.read(identity)).isPresent().isNotEqualTo(first.read(identity));
    }
  }

  @Test
  void scalingUsesTheArchiveThatIsThere() {
    controller.scale(4);

    census.requireServing(4);
    assertThat(installed()).doesNotContain("blog-web-4");
    assertThat(journal("archive.store"))
        .singleElement()
        .satisfies(entry -> assertThat(entry.outcome()).endsWith("made before"));
  }

  @Test
  void aDamagedArchiveIsDoneWithoutAndThatIsSaid() throws IOException {
    damage();
    List<String> notes = new CopyOnWriteArrayList<>();
    controller
        .engine()
        .deploy(
            DeployRequest.deploy(spec(5), null),
            Approval.GIVEN,
            new ProgressListener() {
              @Override
              public void note(String text) {
                notes.add(text);
              }
            });

    census.requireServing(5);
    assertThat(installed()).contains("blog-web-4", "blog-web-5");
    assertThat(methods())
        .containsEntry("blog-web-4", BuildMethod.REGULAR)
        .containsEntry("blog-web-5", BuildMethod.REGULAR);
    assertThat(notes)
        .anyMatch(note -> note.startsWith("the archive cannot be used: "))
        .anyMatch(note -> note.startsWith("blog-web-4 is installed by method regular: "));
    assertThat(journal("archive.unpack"))
        .hasSize(2)
        .allSatisfy(entry -> assertThat(entry.outcome()).startsWith("failed "));
  }

  /** The data of files, and not what says where they are. */
  private void damage() throws IOException {
    try (Stream<Path> files = Files.walk(home.vaults().resolve("blog/data"))) {
      for (Path pack : files.filter(Files::isRegularFile).toList()) {
        byte[] bytes = Files.readAllBytes(pack);
        bytes[bytes.length / 3] ^= 1;
        pack.toFile().setWritable(true);
        Files.write(pack, bytes);
      }
    }
  }
}

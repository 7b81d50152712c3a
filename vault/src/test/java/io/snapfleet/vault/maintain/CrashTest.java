package io.snapfleet.vault.maintain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.repository.Repository;
import io.snapfleet.vault.store.Backend;
import io.snapfleet.vault.store.Backend.Kind;
import io.snapfleet.vault.store.FaultyBackend;
import io.snapfleet.vault.store.FaultyBackend.Fault;
import io.snapfleet.vault.store.LocalBackend;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills an operation before and after every change it makes to its store. Each time restic must
 * find every byte right, every snapshot must be there, and the operation run anew must end as if it
 * had never been killed.
 */
class CrashTest {
  @TempDir Path directory;
  private Path base;
  private Id first;
  private Id second;
  private boolean soundBefore = true;
  private final Map<Id, Map<String, byte[]>> contents = new TreeMap<>();

  /** States that restic has found right; most calls change nothing. */
  private final Set<List<String>> checked = new HashSet<>();

  @BeforeEach
  void createRepository() {
    base = directory.resolve("base");
    TestRepository.create(LocalBackend.create(base));
    try (Repository repository = TestRepository.open(LocalBackend.open(base))) {
      Map<String, byte[]> files = new TreeMap<>();
      for (int number = 0; number < 4; number++) {
        files.put("file" + number, TestRepository.randomBytes(number, 700_000));
      }
      first = TestRepository.backUp(repository, files);
      files.remove("file0");
      files.put("file2", TestRepository.randomBytes(50, 300_000));
      second = TestRepository.backUp(repository, files);
      contents.put(first, TestRepository.contents(repository, first));
      contents.put(second, TestRepository.contents(repository, second));
    }
  }

  @Test
  void aKilledBackupHarmsNothingAndIsRepeated() {
    Map<String, byte[]> files = new TreeMap<>();
    files.put("new", TestRepository.randomBytes(77, 1_500_000));
    files.put("file1", TestRepository.randomBytes(1, 700_000));
    killEverywhere(repository -> TestRepository.backUp(repository, files));
  }

  @Test
  void aKilledPruneHarmsNothingAndIsRepeated() {
    try (Repository repository = TestRepository.open(LocalBackend.open(base))) {
      repository.deleteSnapshot(first);
      contents.remove(first);
    }
    killEverywhere(repository -> Pruner.prune(repository, PruneOptions.EVERYTHING));
  }

  @Test
  void aKilledIndexRebuildHarmsNothingAndIsRepeated() {
    try (Backend backend = LocalBackend.open(base)) {
      backend.delete(Kind.INDEX, backend.list(Kind.INDEX).getFirst().name());
    }
    soundBefore = false;
    killEverywhere(repository -> IndexRebuild.run(repository, Duration.ZERO));
  }

  @Test
  void aKilledRepairOfAGoodPackHarmsNothing() {
    Id pack = Id.parse(Directories.files(base.resolve("data")).getFirst().getFileName().toString());
    killEverywhere(
        repository -> {
          if (IndexContent.read(repository, (file, why) -> {}).packs().containsKey(pack)) {
            PackRepair.run(repository, Set.of(pack), directory.resolve("kept"), Duration.ZERO);
          }
        });
  }

  private void killEverywhere(Consumer<Repository> operation) {
    int changes = count(operation);
    assertThat(changes).isGreaterThan(3);
    for (int change = 1; change <= changes; change++) {
      kill(operation, new Fault.KillBefore(), change);
      kill(operation, new Fault.KillAfter(), change);
    }
    assertThat(checked).isNotEmpty();
  }

  private int count(Consumer<Repository> operation) {
    Path copy = copy("count");
    FaultyBackend counting = FaultyBackend.counting(LocalBackend.open(copy));
    try (Repository repository = TestRepository.open(counting)) {
      operation.accept(repository);
    }
    assertSound(copy);
    return counting.changes();
  }

  private void kill(Consumer<Repository> operation, Fault fault, int change) {
    Path copy = copy(fault.getClass().getSimpleName() + change);
    FaultyBackend faulty = new FaultyBackend(LocalBackend.open(copy), fault, change);
    Throwable death = catchThrowable(() -> openAndRun(faulty, operation));
    faulty.awaitDeath();
    if (faulty.isKilled()) {
      assertThat(death).as("killed at change " + change).isNotNull();
    }
    try (Repository repository = TestRepository.open(LocalBackend.open(copy))) {
      Unlock.removeAll(repository);
      if (soundBefore) {
        assertSound(copy);
      }
      operation.accept(repository);
    }
    assertSound(copy);
  }

  private static void openAndRun(Backend backend, Consumer<Repository> operation) {
    try (Repository repository = TestRepository.open(backend)) {
      operation.accept(repository);
    }
  }

  private void assertSound(Path copy) {
    if (checked.add(state(copy))) {
      new Restic(copy).checkReadData();
      try (Repository repository = TestRepository.open(LocalBackend.open(copy))) {
        assertThat(RepositoryCheck.readData(repository, size -> {}).isSound()).isTrue();
        contents.forEach((id, files) -> assertContents(repository, id, files));
      }
    }
  }

  private static void assertContents(Repository repository, Id id, Map<String, byte[]> files) {
    Map<String, byte[]> found = TestRepository.contents(repository, id);
    assertThat(found.keySet()).isEqualTo(files.keySet());
    found.forEach((name, content) -> assertThat(content).as(name).isEqualTo(files.get(name)));
  }

  /**
   * What decides whether the repository is sound: which of the first files are there, and how many
   * of which kind and size came new, as their names are random.
   */
  private List<String> state(Path copy) {
    List<String> state = new ArrayList<>();
    for (Path file : Directories.files(copy)) {
      Path relative = copy.relativize(file);
      boolean old = Files.exists(base.resolve(relative));
      state.add(old ? relative.toString() : relative.getName(0) + " " + Directories.size(file));
    }
    state.removeIf(file -> file.startsWith("locks"));
    state.sort(Comparator.naturalOrder());
    return state;
  }

  private Path copy(String name) {
    Path copy = directory.resolve(name);
    Directories.copy(base, copy);
    return copy;
  }
}

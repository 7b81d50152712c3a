package io.snapfleet.vault.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.vault.api.BackupResult;
import io.snapfleet.vault.api.Vault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup that is killed costs its own time and nothing else. */
class KillTest {
  private static final int KILLS = 4;

  @TempDir Path directory;

  @Test
  void whateverMomentABackupIsKilledTheRepositoryStaysRightAndTheNextOneWorks() throws Exception {
    Path home = fill();
    Workplace workplace = new Workplace(directory);
    workplace.init().close();
    Random random = new Random(11);
    for (int kill = 0; kill < KILLS; kill++) {
      // From before the first pack is there to when some are.
      int packs = random.nextInt(2 * kill + 1);
      Process child = start(home);
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .pollInterval(Duration.ofMillis(2))
          .until(() -> !child.isAlive() || packs(workplace) >= packs);
      child.destroyForcibly();
      assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
      checkByRestic(workplace);
    }

    try (Vault vault = workplace.open()) {
      BackupResult last = Workplace.backup(vault, home);
      assertThat(last.problems()).isEmpty();
    }
    checkByRestic(workplace);
  }

  /** What was killed has left its lock, which restic drops as that of a dead process. */
  private static void checkByRestic(Workplace workplace) throws Exception {
    workplace.restic("unlock");
    assertThat(workplace.restic("check", "--read-data")).contains("no errors were found");
  }

  private Path fill() throws Exception {
    Path home = Files.createDirectory(directory.resolve("home"));
    Random random = new Random(5);
    for (int i = 0; i < 40; i++) {
      byte[] content = new byte[3 << 20];
      random.nextBytes(content);
      Files.write(home.resolve("file" + i), content);
    }
    return home;
  }

  private Process start(Path home) throws Exception {
    return new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                directory.toString(),
                home.toString()))
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("child-output").toFile())
        .start();
  }

  private static long packs(Workplace workplace) throws Exception {
    try (Stream<Path> files = Files.walk(workplace.repository().resolve("data"))) {
      return files.filter(Files::isRegularFile).count();
    }
  }

  /** The backup that is killed. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) throws Exception {
      try (Vault vault = new Workplace(Path.of(arguments[0])).open()) {
        Workplace.backup(vault, Path.of(arguments[1]));
      }
    }
  }
}

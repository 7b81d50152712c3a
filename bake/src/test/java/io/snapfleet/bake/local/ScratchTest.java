package io.snapfleet.bake.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScratchTest {
  @TempDir private Path parent;

  /** Makes one and waits to be killed. Takes where it is to be. */
  static final class Victim {
    private Victim() {}

    public static void main(String[] arguments) throws InterruptedException {
      System.out.println(Scratch.make(Path.of(arguments[0])).directory());
      new java.util.concurrent.CountDownLatch(1).await();
    }
  }

  @Test
  void whatAKilledProcessHasLeftGoesAndWhatLivesStays() throws Exception {
    Process killed =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Victim.class.getName(),
                parent.toString())
            .start();
    Path left = Path.of(killed.inputReader().readLine());
    Files.writeString(left.resolve("script"), "secret");
    try (Scratch ours = Scratch.make(parent)) {
      Scratch.removeAbandoned(parent);
      assertThat(left).exists();
      killed.destroyForcibly().waitFor(20, TimeUnit.SECONDS);
      Scratch.removeAbandoned(parent);
      assertThat(left).doesNotExist();
      assertThat(ours.directory()).exists();
    }
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void whatIsNoneOfABuildStays() throws IOException {
    Path other = Files.createDirectory(parent.resolve("snapfleet-bake-of-mine"));
    Path unlocked = Files.createDirectory(parent.resolve("snapfleet-bake-12"));
    Path shared = Files.createDirectory(parent.resolve("snapfleet-bake-shared-12"));
    Scratch.removeAbandoned(parent);
    assertThat(other).exists();
    assertThat(unlocked).exists();
    assertThat(shared).exists();
  }

  @Test
  void closingItTwiceIsAsGood() {
    Scratch scratch = Scratch.make(parent);
    scratch.close();
    scratch.close();
    assertThat(scratch.directory()).doesNotExist();
  }
}

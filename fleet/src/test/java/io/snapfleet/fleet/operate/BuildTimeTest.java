package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long builds took, of which each installation of a machine takes a minute more. */
class BuildTimeTest {
  private static final Duration INSTALLATION = Duration.ofMinutes(1);

  @TempDir(factory = MemoryDirectory.class)
  private Path directory;

  private Controller controller;

  @BeforeEach
  void deploy() {
    Home home = new Home(directory);
    home.beforeScripts(
        script -> {
          if (script.text().equals("install")) {
            home.clock().sleep(INSTALLATION);
          }
        });
    controller = Controller.on(home);
    controller.up(2);
  }

  @AfterEach
  void close() {
    controller.close();
  }

  private Optional<BuildTime> newest() {
    return controller.engine().buildTime(Controller.FLEET);
  }

  @Test
  void aBuildFromASetIsHeldAgainstTheOneFromScratch() {
    BuildTime fromScratch = newest().orElseThrow();
    assertThat(fromScratch.took()).isGreaterThanOrEqualTo(INSTALLATION.multipliedBy(4));
    assertThat(fromScratch.fromScratch()).isNull();
    String set = controller.snapshot();
    controller.down();

    controller.up(2, set);

    assertThat(newest().orElseThrow().fromScratch()).isEqualTo(fromScratch.took());
    assertThat(newest().orElseThrow().took()).isLessThan(INSTALLATION);
  }

  @Test
  void oneOfAnotherNumberOfMachinesIsNoMeasure() {
    String set = controller.snapshot();
    controller.down();

    controller.up(3, set);

    assertThat(newest().orElseThrow().fromScratch()).isNull();
  }

  @Test
  void whatBuildsLessThanAllIsNoBuild() {
    controller.up(3);
    assertThat(newest()).isEmpty();
    controller.scale(4);
    assertThat(newest()).isEmpty();
  }
}

package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.snapfleet.recipe.Stage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is kept of a recipe's script that failed. */
class ScriptLogsTest {
  @TempDir(factory = MemoryDirectory.class)
  private Path directory;

  private Home home;
  private Controller controller;

  @BeforeEach
  void deploy() {
    home = new Home(directory);
    controller = Controller.on(home);
    controller.up(2);
  }

  @AfterEach
  void close() {
    controller.close();
  }

  @Test
  void theErrorShowsTheLastLinesAndNamesTheFileWithAllOfThem() throws IOException {
    home.fallSick("blog-web-3", Stage.INSTALL, lines(1, 40));

    OperationException failure = failedScale();

    assertThat(failure).hasMessage("install failed on blog-web-3 with status 1: line 40");
    assertThat(failure.output()).hasSize(10).startsWith("line 31").endsWith("line 40");
    Path log = log("blog-web-3-install.log");
    assertThat(failure.fix()).startsWith("read its output in " + log + ";");
    assertThat(log).hasContent(lines(1, 40));
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log)))
        .isEqualTo("rw-------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(log.getParent())))
        .isEqualTo("rwx------");
  }

  @Test
  void credentialsOfTheFleetAreMaskedAlsoWhereTheScriptGotNone() throws IOException {
    String password =
        controller.engine().credentials(Controller.FLEET).get("database-password").reveal();
    home.fallSick("blog-web-3", Stage.INSTALL, "found " + password + " in a file");

    OperationException failure = failedScale();

    assertThat(failure.output()).containsExactly("found [redacted] in a file");
    assertThat(Files.readString(log("blog-web-3-install.log")))
        .isEqualTo("found [redacted] in a file\n");
  }

  @Test
  void theyGoWithTheFleet() throws IOException {
    home.fallSick("blog-web-3", Stage.CONFIGURE);
    failedScale();
    assertThat(log("blog-web-3-configure.log")).exists();
    home.recover();

    controller.down();

    assertThat(home.logs()).isEmptyDirectory();
  }

  private OperationException failedScale() {
    return catchThrowableOfType(OperationException.class, () -> controller.scale(3));
  }

  private Path log(String name) {
    return home.logs().resolve(controller.engine().operations().getFirst().id()).resolve(name);
  }

  private static String lines(int from, int to) {
    return IntStream.rangeClosed(from, to)
        .mapToObj(number -> "line " + number)
        .collect(Collectors.joining("\n"));
  }
}

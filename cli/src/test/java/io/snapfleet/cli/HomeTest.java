package io.snapfleet.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.cli.error.CommandException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HomeTest {
  @TempDir private Path directory;

  @Test
  void theVariableComesBeforeTheDataDirectoryBeforeTheUsersHome() {
    assertThat(
            Home.of(Map.of("SNAPFLEET_HOME", "/a", "XDG_DATA_HOME", "/b", "HOME", "/c"))
                .directory())
        .hasToString("/a");
    assertThat(Home.of(Map.of("XDG_DATA_HOME", "/b", "HOME", "/c")).directory())
        .hasToString("/b/snapfleet");
    assertThat(Home.of(Map.of("SNAPFLEET_HOME", "", "HOME", "/c")).directory())
        .hasToString("/c/.local/share/snapfleet");
  }

  @Test
  void aRelativeHomeIsMadeAbsolute() {
    assertThat(Home.of(Map.of("SNAPFLEET_HOME", "state")).directory()).isAbsolute();
  }

  @Test
  void withoutAnyVariableItSaysWhichToSet() {
    assertThatThrownBy(() -> Home.of(Map.of()))
        .isInstanceOfSatisfying(
            CommandException.class,
            refusal -> assertThat(refusal.failure().fix()).contains("SNAPFLEET_HOME"));
  }

  @Test
  void itIsMadeForItsOwnerAlone() throws IOException {
    Path made = Home.of(Map.of("SNAPFLEET_HOME", directory + "/deep/home")).create();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
        .isEqualTo("rwx------");
  }

  @Test
  void oneThatIsOpenToOthersIsClosed() throws IOException {
    Path open = Files.createDirectory(directory.resolve("open"));
    Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
    new Home(open).create();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(open)))
        .isEqualTo("rwx------");
  }

  @Test
  void aFileInItsPlaceIsRefused() throws IOException {
    Path file = Files.createFile(directory.resolve("file"));
    assertThatThrownBy(() -> new Home(file).create())
        .isInstanceOf(CommandException.class)
        .hasMessageContaining("cannot be made");
  }
}

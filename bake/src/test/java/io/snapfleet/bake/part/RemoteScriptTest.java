package io.snapfleet.bake.part;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.bake.run.BuildException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemoteScriptTest {
  private final HereCommunicator here = new HereCommunicator();
  @TempDir private Path directory;

  private RemoteScript at(Path place, boolean stays) {
    return new RemoteScript(
        place.toString(),
        stays,
        here,
        new StartRetries(Duration.ofSeconds(20), Duration.ofMillis(1), System::nanoTime));
  }

  private int run(RemoteScript remote, String text, String commandLine, List<String> said)
      throws IOException {
    Path script = Files.writeString(directory.resolve("script"), text);
    return remote.run(script, commandLine, said::add, said::add);
  }

  @Test
  void aScriptIsRunWithItsStatusAndIsGoneAfterwards() throws IOException {
    Path place = directory.resolve("it's there");
    List<String> said = new ArrayList<>();
    int status = run(at(place, false), "#!/bin/sh\necho $A; exit 7", "A=1 '" + place + "'", said);
    assertThat(status).isEqualTo(2);
    assertThat(place).doesNotExist();
    String quoted = "\"" + place + "\"";
    assertThat(run(at(place, false), "#!/bin/sh\necho $A; exit 7", "A=1 " + quoted, said))
        .isEqualTo(7);
    assertThat(said).endsWith("1");
    assertThat(place).doesNotExist();
  }

  @Test
  void aScriptThatIsToStayStays() throws IOException {
    Path place = directory.resolve("place");
    assertThat(run(at(place, true), "#!/bin/sh\nexit 3", place.toString(), new ArrayList<>()))
        .isEqualTo(3);
    assertThat(place).exists();
  }

  @Test
  void whatRestartsIsAwaited() throws IOException {
    Path place = directory.resolve("place");
    here.hide(3);
    List<String> said = new ArrayList<>();
    assertThat(run(at(place, false), "#!/bin/sh\necho ran", place.toString(), said)).isZero();
    assertThat(said).containsExactly("ran");
    here.disconnect(2);
    Files.writeString(place, "left");
    at(place, false).clean();
    assertThat(place).doesNotExist();
    assertThat(here.commandLines()).hasSize(4);
  }

  @Test
  void aPrivateFileIsForTheUserAlone() throws IOException {
    Path place = directory.resolve("place");
    at(place, false).uploadPrivate(Files.writeString(directory.resolve("from"), "x"), place + "");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place)))
        .isEqualTo("rw-------");
    assertThatThrownBy(() -> at(place, false).delete("/proc/1/status"))
        .isInstanceOf(BuildException.class)
        .hasMessageStartingWith("the temporary file /proc/1/status cannot be removed: rm:");
  }
}

package io.snapfleet.fleet.state;

import io.snapfleet.fleet.secret.SecretBox;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Starts a class of the tests in a Java process of its own, which can be killed. */
final class ChildProgram {
  private ChildProgram() {}

  static Process start(Class<?> program, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  static SqlStore open(Path home) {
    return SqlStore.open(
        home, Clock.systemUTC(), SecretBox.inHome(home, Map.of(), new SecureRandom()));
  }
}

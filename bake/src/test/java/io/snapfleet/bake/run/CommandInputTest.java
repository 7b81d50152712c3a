package io.snapfleet.bake.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.bake.local.LocalProgram;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandInputTest {
  private final List<String> said = new CopyOnWriteArrayList<>();

  private int run(String shell, String program, byte[] input) {
    return new LocalProgram(Path.of("/"), Map.of("PATH", "/usr/bin:/bin"))
        .run(List.of(shell, "-c", program), input, said::add, said::add);
  }

  private int run(String shell, String commandLine) {
    CommandInput line = new CommandInput(commandLine);
    return run(shell, line.reader(), line.bytes());
  }

  @ParameterizedTest
  @ValueSource(strings = {"/bin/sh", "/bin/bash"})
  void aCommandLineRunsAsIfItWereAnArgument(String shell) {
    String commandLine =
        """
        WORDS='two
         "lines" \\n $x ä' sh -c 'printf "%s\\n" "$WORDS"'; cat
        echo "left: $snapfleet_text$snapfleet_line$snapfleet_lines$#"; exit 7 # that is all""";
    assertThat(run(shell, commandLine)).isEqualTo(7);
    assertThat(said).containsExactly("two", " \"lines\" \\n $x ä", "left: 0");
  }

  @Test
  void whatFollowsTheCommandLineIsReadBeforeItRuns() {
    CommandInput line = new CommandInput("echo then\necho \"$kept\"");
    byte[] input = (new String(line.bytes(), UTF_8) + "one\ntwo").getBytes(UTF_8);
    assertThat(run("/bin/sh", line.reader("kept=$(cat)\n"), input)).isZero();
    assertThat(said).containsExactly("then", "one", "two");
  }

  @Test
  void aCommandLineThatDoesNotArriveWholeIsNotRun() {
    CommandInput line = new CommandInput("echo one\necho two");
    byte[] half = Arrays.copyOf(line.bytes(), 12);
    assertThat(run("/bin/sh", line.reader(), half)).isEqualTo(CommandInput.NOT_RECEIVED);
    assertThat(said).isEmpty();
  }

  @Test
  void whatAShellCannotReadIsAnError() {
    assertThat(run("/bin/sh", "echo 'one")).isNotZero();
    assertThat(said).noneMatch("one"::equals);
  }
}

package io.snapfleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionTest {
  @TempDir private Path directory;

  @Test
  void bashCompletesCommandsAndOptionsWithTheScript() throws Exception {
    Path script =
        Files.writeString(
            directory.resolve("complete"), Ran.command("completion", "bash").output());
    String completed =
        bash(
            """
            source %s
            COMP_WORDS=(snapfleet comp); COMP_CWORD=1; COMP_LINE='snapfleet comp'
            _complete_snapfleet; echo "${COMPREPLY[@]}"
            COMP_WORDS=(snapfleet completion --js); COMP_CWORD=2; COMP_LINE='snapfleet completion --js'
            _complete_snapfleet; echo "${COMPREPLY[@]}"
            """
                .formatted(script));
    assertThat(completed).isEqualTo("completion\n--json\n");
  }

  @Test
  void theScriptForZshLoadsItsBashCompletionFirst() {
    assertThat(Ran.command("completion", "zsh").output()).contains("bashcompinit");
  }

  @Test
  void anUnknownShellIsBadInput() {
    Ran ran = Ran.command("completion", "fish");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.errors()).contains("fish", "bash, zsh");
  }

  private static String bash(String commands) throws IOException, InterruptedException {
    Process bash =
        new ProcessBuilder("bash", "-eu", "-c", commands).redirectErrorStream(true).start();
    String output =
        new String(bash.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    assertThat(bash.waitFor()).as(output).isZero();
    return output;
  }
}

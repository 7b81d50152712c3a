package io.snapfleet.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Programs are found where the path of a plain 'su' or of cron does not lead. */
class ExecutablesTest {
  @Test
  void a_program_is_started_that_the_path_does_not_lead_to_and_finds_others_alike()
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder("sh", "-c", "command -v losetup; echo $PATH");
    builder.environment().put("PATH", "/no/such");

    Executables.prepare(builder);

    assertThat(Path.of(builder.command().getFirst())).isAbsolute();
    assertThat(said(builder)).contains("sbin/losetup\n").contains("\n/no/such:");
  }

  @Test
  void a_program_that_is_nowhere_keeps_its_name() {
    assertThat(Executables.builder(List.of("no-such-program", "x")).command())
        .containsExactly("no-such-program", "x");
  }

  @Test
  void a_path_is_a_program_itself() throws IOException {
    ProcessBuilder builder = Executables.builder(List.of("/bin/echo", "hello"));

    assertThat(builder.command()).containsExactly("/bin/echo", "hello");
    assertThat(said(builder)).isEqualTo("hello\n");
  }

  private static String said(ProcessBuilder builder) throws IOException {
    return new String(builder.start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }
}

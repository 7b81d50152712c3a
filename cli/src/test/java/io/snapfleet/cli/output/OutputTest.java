package io.snapfleet.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.snapfleet.cli.error.CommandException;
import io.snapfleet.cli.error.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Reader;
import java.time.Clock;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class OutputTest {
  private static final OutputStream FULL =
      new OutputStream() {
        @Override
        public void write(int octet) throws IOException {
          throw new IOException("no space left on device");
        }
      };

  private static Output ontoFullDisk() {
    PrintWriter output = new PrintWriter(new PrintStream(FULL, false, UTF_8), false, UTF_8);
    PrintWriter errors = new PrintWriter(OutputStream.nullOutputStream(), false, UTF_8);
    Terminal terminal =
        new Terminal(new BufferedReader(Reader.nullReader()), output, errors, false, false);
    return new Output(terminal, () -> true, Clock.systemUTC());
  }

  @Test
  void aResultThatCannotBeWrittenIsAFailure() {
    assertNotWritten(() -> ontoFullDisk().result("done", "done"));
    assertNotWritten(() -> ontoFullDisk().verbatim("{}"));
  }

  private static void assertNotWritten(ThrowingCallable work) {
    assertThatExceptionOfType(CommandException.class)
        .isThrownBy(work)
        .satisfies(
            refusal -> {
              assertThat(refusal.failure().exitCode()).isEqualTo(ExitCode.FAILED);
              assertThat(refusal.failure().where()).isEqualTo("standard output");
            });
  }
}

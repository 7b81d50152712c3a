package io.snapfleet.cli.error;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.cli.output.FailurePrinter;
import io.snapfleet.fleet.operate.OperationException;
import io.snapfleet.fleet.state.LeaseHeldException;
import io.snapfleet.fleet.state.LeaseHolder;
import io.snapfleet.fleet.state.StaleVersionException;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.remote.RemoteException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

class FailuresTest {
  static Stream<Arguments> exitCodes() {
    Instant noon = Instant.parse("2026-01-01T12:00:00Z");
    return Stream.of(
        Arguments.of(new CommandException("no", "here", "so", ExitCode.DECLINED), 5),
        Arguments.of(new ProviderException.Unauthorized("not root", "use sudo"), 3),
        Arguments.of(new ProviderException.RateLimited("slow", "wait", Duration.ofSeconds(1)), 3),
        Arguments.of(new RemoteException("no answer", new SocketTimeoutException()), 4),
        Arguments.of(new RemoteException("connection reset"), 1),
        Arguments.of(new TimeoutException("web-1 not healthy in 60 s"), 4),
        Arguments.of(new LeaseHeldException("shop", new LeaseHolder("ann", 7, noon, noon)), 1),
        Arguments.of(new NoSuchFileException("fleet.yaml"), 2),
        Arguments.of(new UncheckedIOException(new NoSuchFileException("fleet.yaml")), 2),
        Arguments.of(new ExecutionException(new TimeoutException("late")), 4),
        Arguments.of(new IOException("no space left on device"), 1),
        Arguments.of(failed(OperationException.Kind.BAD_REQUEST), 2),
        Arguments.of(failed(OperationException.Kind.PROVIDER_REFUSED), 3),
        Arguments.of(failed(OperationException.Kind.TIMED_OUT), 4),
        Arguments.of(failed(OperationException.Kind.DECLINED), 5),
        Arguments.of(failed(OperationException.Kind.FAILED), 1),
        Arguments.of(new StaleVersionException("shop", 3), 1),
        Arguments.of(new IllegalStateException("broken"), 1));
  }

  private static OperationException failed(OperationException.Kind kind) {
    return new OperationException(kind, "no", "here", "so");
  }

  @ParameterizedTest
  @MethodSource("exitCodes")
  void everyKindHasItsExitCodeAndAFix(Throwable thrown, int exitCode) {
    Failure failure = Failures.of(thrown);
    assertThat(failure.exitCode().number()).isEqualTo(exitCode);
    assertThat(failure.error()).isNotBlank().doesNotContain("Exception");
    assertThat(failure.where()).isNotBlank();
    assertThat(failure.fix()).isNotBlank();
  }

  @Test
  void aMachineThatWasReachedIsNotBlamedForWhatItWasAsked() {
    Failure failure =
        Failures.of(
            new RemoteException(RemoteException.Kind.NOT_DONE, "a command was ended by signal 9"));
    assertThat(failure)
        .isEqualTo(
            new Failure(
                "a command was ended by signal 9",
                "what was asked of the machine",
                "put right what the error names, then run the command again",
                ExitCode.FAILED));
  }

  @Test
  void aProvidersRefusalKeepsItsSentenceAndFixAndNamesTheKind() {
    Failure failure =
        Failures.of(new ProviderException.InsufficientCapacity("the disk is full", "free 2 GB"));
    assertThat(failure)
        .isEqualTo(
            new Failure(
                "the disk is full",
                "the provider (insufficient capacity)",
                "free 2 GB",
                ExitCode.PROVIDER_REFUSED));
  }

  @Test
  void whatAScriptPrintedFollowsTheErrorForPersonsAndIsAListForScripts() {
    Failure failure =
        Failures.of(
            new OperationException(
                OperationException.Kind.FAILED,
                "install failed",
                "blog-web-1",
                "read its output",
                List.of("first", "second")));
    StringWriter text = new StringWriter();
    new FailurePrinter(new PrintWriter(text)).printText(failure, null);
    assertThat(text.toString().lines())
        .containsExactly(
            "error: install failed",
            "  where: blog-web-1",
            "  fix: read its output",
            "  | first",
            "  | second");
    StringWriter json = new StringWriter();
    new FailurePrinter(new PrintWriter(json)).printJson(failure);
    assertThat(JsonMapper.shared().readTree(json.toString()).get("output").toString())
        .isEqualTo("[\"first\",\"second\"]");
  }

  @Test
  void aHeldLeaseNamesItsHolder() {
    Instant since = Instant.parse("2026-01-01T12:00:00Z");
    Failure failure =
        Failures.of(
            new LeaseHeldException("shop", new LeaseHolder("ann@host pid 7", 9, since, since)));
    assertThat(failure.error()).isEqualTo("fleet shop is being changed by ann@host pid 7");
    assertThat(failure.where()).contains("2026-01-01T12:00:00Z");
  }
}

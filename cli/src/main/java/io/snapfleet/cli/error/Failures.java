package io.snapfleet.cli.error;

import io.snapfleet.bake.source.InvalidTemplateException;
import io.snapfleet.fleet.operate.OperationException;
import io.snapfleet.fleet.secret.SecretException;
import io.snapfleet.fleet.spec.InvalidFleetFileException;
import io.snapfleet.fleet.state.LeaseHeldException;
import io.snapfleet.fleet.state.LeaseLostException;
import io.snapfleet.fleet.state.StaleVersionException;
import io.snapfleet.fleet.state.StateException;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.recipe.RecipeException;
import io.snapfleet.remote.RemoteException;
import io.snapfleet.vault.api.SnapshotNotFoundException;
import io.snapfleet.vault.image.ImageException;
import io.snapfleet.vault.maintain.UnsoundRepositoryException;
import io.snapfleet.vault.repository.RepositoryException;
import io.snapfleet.vault.store.BackendLocation.MalformedLocationException;
import io.snapfleet.vault.store.StoreException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import picocli.CommandLine.ParameterException;

/** The one place where exceptions become sentences. */
public final class Failures {
  private Failures() {}

  public static Failure of(Throwable thrown) {
    return switch (thrown) {
      case CommandException refusal -> refusal.failure();
      case ParameterException misuse -> Misuse.of(misuse);
      case InvalidFleetFileException invalid -> Mistakes.of(invalid);
      case RecipeException invalid -> Mistakes.of(invalid);
      case InvalidTemplateException invalid -> Mistakes.of(invalid);
      case OperationException failed -> ofOperation(failed);
      case ProviderException refusal -> ofProvider(refusal);
      case StateException broken -> failed(sentence(broken), broken.where(), broken.fix());
      case SecretException broken -> failed(sentence(broken), broken.where(), broken.fix());
      case LeaseHeldException held -> ofLease(held);
      case LeaseLostException lost ->
          failed(lost, "the fleet's lease", "see what the other process did: snapfleet ops list");
      case StaleVersionException stale ->
          failed(stale, "the fleet's record", "see what the other process did: snapfleet ops list");
      case RemoteException unreachable -> ofRemote(unreachable);
      case RepositoryException refusal -> VaultFailures.of(refusal);
      case StoreException refusal -> VaultFailures.of(refusal);
      case SnapshotNotFoundException refusal -> VaultFailures.of(refusal);
      case UnsoundRepositoryException refusal -> VaultFailures.of(refusal);
      case ImageException refusal -> VaultFailures.of(refusal);
      case MalformedLocationException malformed ->
          new Failure(sentence(malformed), "REPOSITORY", "write its place so", ExitCode.BAD_INPUT);
      case UncheckedIOException wrapper when wrapper.getCause() != null -> of(wrapper.getCause());
      case ExecutionException wrapper when wrapper.getCause() != null -> of(wrapper.getCause());
      case TimeoutException late ->
          new Failure(
              sentence(late),
              "waiting",
              "see what it waited for: snapfleet ops list",
              ExitCode.TIMED_OUT);
      case IOException unreadable -> ofFile(unreadable);
      default ->
          failed(thrown, "snapfleet itself", "run it again with --debug and report what it says");
    };
  }

  private static Failure ofOperation(OperationException failed) {
    ExitCode exitCode =
        switch (failed.kind()) {
          case BAD_REQUEST -> ExitCode.BAD_INPUT;
          case PROVIDER_REFUSED -> ExitCode.PROVIDER_REFUSED;
          case TIMED_OUT, TIME_LIMIT -> ExitCode.TIMED_OUT;
          case DECLINED -> ExitCode.DECLINED;
          case FAILED -> ExitCode.FAILED;
        };
    return new Failure(
        sentence(failed), failed.where(), failed.fix(), exitCode, List.of(), failed.output());
  }

  private static Failure ofProvider(ProviderException refusal) {
    String kind = refusal.getClass().getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", " ");
    return new Failure(
        sentence(refusal),
        "the provider (" + kind.toLowerCase(Locale.ROOT) + ")",
        refusal.fix(),
        ExitCode.PROVIDER_REFUSED);
  }

  private static Failure ofLease(LeaseHeldException held) {
    return failed(
        held,
        "lease " + held.holder().fence() + ", held since " + held.holder().since(),
        "wait until it ends; if that process is dead, its lease runs out by itself and the next"
            + " command takes over");
  }

  private static Failure ofRemote(RemoteException unreachable) {
    if (unreachable.kind() == RemoteException.Kind.NOT_DONE) {
      return failed(
          unreachable,
          "what was asked of the machine",
          "put right what the error names, then run the command again");
    }
    boolean late =
        unreachable.getCause() instanceof SocketTimeoutException
            || unreachable.getCause() instanceof TimeoutException;
    return new Failure(
        sentence(unreachable),
        "the connection to the machine",
        "look at the machine with snapfleet status, then run the command again",
        late ? ExitCode.TIMED_OUT : ExitCode.FAILED);
  }

  private static Failure ofFile(IOException unreadable) {
    return switch (unreadable) {
      case NoSuchFileException missing ->
          new Failure(
              "there is no such file",
              String.valueOf(missing.getFile()),
              "name another with -f, or write one with snapfleet init",
              ExitCode.BAD_INPUT);
      case AccessDeniedException denied ->
          failed("access is denied", String.valueOf(denied.getFile()), "run as its owner or root");
      default ->
          failed(
              unreadable, "reading or writing", "see that the disk is neither full nor read-only");
    };
  }

  private static Failure failed(Throwable thrown, String where, String fix) {
    return failed(sentence(thrown), where, fix);
  }

  private static Failure failed(String error, String where, String fix) {
    return new Failure(error, where, fix, ExitCode.FAILED);
  }

  private static String sentence(Throwable thrown) {
    String message = thrown.getMessage();
    return message == null || message.isBlank() ? thrown.getClass().getSimpleName() : message;
  }
}

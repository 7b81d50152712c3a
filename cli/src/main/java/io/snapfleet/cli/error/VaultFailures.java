package io.snapfleet.cli.error;

import io.snapfleet.vault.api.SnapshotNotFoundException;
import io.snapfleet.vault.image.ImageException;
import io.snapfleet.vault.maintain.UnsoundRepositoryException;
import io.snapfleet.vault.repository.AlreadyLockedException;
import io.snapfleet.vault.repository.ContestedLockException;
import io.snapfleet.vault.repository.DamagedException;
import io.snapfleet.vault.repository.LockLostException;
import io.snapfleet.vault.repository.NotARepositoryException;
import io.snapfleet.vault.repository.RepositoryException;
import io.snapfleet.vault.repository.UnsupportedRepositoryException;
import io.snapfleet.vault.repository.WrongPasswordException;
import io.snapfleet.vault.store.StoreException;

/** What a vault's repository refuses, with what to do about it. */
final class VaultFailures {
  private static final String REPOSITORY = "the repository";

  private VaultFailures() {}

  static Failure of(RepositoryException refusal) {
    return switch (refusal) {
      case WrongPasswordException wrong ->
          badInput(wrong, "set RESTIC_PASSWORD, or name a file with --password-file");
      case NotARepositoryException none ->
          badInput(none, "check its place; snapfleet vault init makes a new one");
      case UnsupportedRepositoryException other ->
          badInput(other, "use restic itself for this repository");
      case AlreadyLockedException locked ->
          failed(
              locked,
              "wait for it with --retry-lock SECONDS; if it is dead: snapfleet vault unlock");
      case LockLostException lost -> failed(lost, "run the command again");
      case ContestedLockException contested -> failed(contested, "run the command again");
      case DamagedException damaged ->
          failed(damaged, "see all that is wrong with snapfleet vault check --read-data");
    };
  }

  static Failure of(StoreException refusal) {
    return switch (refusal.kind()) {
      case FULL -> failed(refusal, "free some room there, then run the command again");
      case DENIED -> failed(refusal, "check the credentials and rights");
      case UNREACHABLE -> failed(refusal, "check the network and the endpoint, then try again");
      case CORRUPT -> failed(refusal, "see all that is wrong with snapfleet vault check");
      case ALREADY_THERE -> badInput(refusal, "use it as it is, or choose another place");
      case NOT_THERE -> badInput(refusal, "check its place; snapfleet vault init makes a new one");
    };
  }

  static Failure of(SnapshotNotFoundException none) {
    return new Failure(
        sentence(none),
        "the snapshot's name",
        "give latest, or enough of the id of one that snapfleet vault ls lists",
        ExitCode.BAD_INPUT);
  }

  static Failure of(UnsoundRepositoryException unsound) {
    return failed(unsound, "see all that is wrong with snapfleet vault check");
  }

  static Failure of(ImageException unusable) {
    return failed(unusable, "check that it is there and that you may use it");
  }

  private static Failure badInput(RuntimeException refusal, String fix) {
    return new Failure(sentence(refusal), REPOSITORY, fix, ExitCode.BAD_INPUT);
  }

  private static Failure failed(RuntimeException refusal, String fix) {
    return new Failure(sentence(refusal), REPOSITORY, fix, ExitCode.FAILED);
  }

  private static String sentence(RuntimeException refusal) {
    String message = String.valueOf(refusal.getMessage());
    return message.endsWith(".") ? message.substring(0, message.length() - 1) : message;
  }
}

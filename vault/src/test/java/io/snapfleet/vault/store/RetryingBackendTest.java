package io.snapfleet.vault.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.snapfleet.vault.store.Backend.Kind;
import io.snapfleet.vault.store.FaultyBackend.Fault;
import io.snapfleet.vault.store.RetryingBackend.Patience;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RetryingBackendTest extends BackendConformance {
  private static final String NAME = "c".repeat(64);
  private static final Patience PATIENT =
      new Patience(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofSeconds(20));
  private static final Patience IMPATIENT =
      new Patience(Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(20));

  @TempDir Path directory;
  private Backend files;
  private Backend backend;

  @BeforeEach
  void createRepository() {
    files = LocalBackend.create(directory.resolve("repository"));
    backend = retrying(new Fault.Fail(StoreException.Kind.UNREACHABLE, 3), 1);
  }

  @Override
  Backend backend() {
    return backend;
  }

  @Test
  void aPassingFailureIsRiddenOut() {
    FaultyBackend faulty =
        new FaultyBackend(files, new Fault.Fail(StoreException.Kind.UNREACHABLE, 4), 1);
    new RetryingBackend(faulty, PATIENT).save(Kind.DATA, NAME, bytes("pack"));

    assertThat(faulty.calls()).isEqualTo(5);
    assertThat(files.list(Kind.DATA)).hasSize(1);
  }

  @Test
  void aRefusalIsFinalAtOnce() {
    for (StoreException.Kind kind :
        new StoreException.Kind[] {
          StoreException.Kind.DENIED, StoreException.Kind.FULL, StoreException.Kind.NOT_THERE
        }) {
      FaultyBackend faulty = new FaultyBackend(files, new Fault.Fail(kind, 9), 1);
      Backend retrying = new RetryingBackend(faulty, PATIENT);

      assertKind(kind, () -> retrying.load(Kind.DATA, NAME, 0, 0));
      assertThat(faulty.calls()).isEqualTo(1);
    }
  }

  @Test
  void theFinalReasonSaysHowOftenAndWhy() {
    Backend hopeless =
        new RetryingBackend(
            new FaultyBackend(
                files, new Fault.Fail(StoreException.Kind.UNREACHABLE, Integer.MAX_VALUE), 0),
            IMPATIENT);

    StoreException last =
        catchThrowableOfType(StoreException.class, () -> hopeless.list(Kind.DATA));
    assertThat(last.kind()).isEqualTo(StoreException.Kind.UNREACHABLE);
    assertThat(last).hasMessageMatching("Gave up after \\d+ tries in \\d+ seconds: Failed as .*");
  }

  @Test
  void aSaveWhoseReplyWasLostCountsOnce() {
    Backend retrying = retrying(new Fault.LostReply(), 1);
    retrying.save(Kind.DATA, NAME, bytes("pa"), bytes("ck"));

    assertThat(text(files.load(Kind.DATA, NAME, 0, 0))).isEqualTo("pack");
  }

  @Test
  void aNameTakenByOtherBytesStaysTakenAlsoOnASecondTry() {
    files.save(Kind.LOCK, NAME, bytes("theirs"));
    Backend retrying = retrying(new Fault.Fail(StoreException.Kind.UNREACHABLE, 1), 1);

    assertKind(
        StoreException.Kind.ALREADY_THERE, () -> retrying.save(Kind.LOCK, NAME, bytes("ours..")));
  }

  @Test
  void aNameTakenAtTheFirstTryIsRefusedWhateverItHolds() {
    files.save(Kind.LOCK, NAME, bytes("same"));
    Backend retrying = retrying(new Fault.None(), 1);

    assertKind(
        StoreException.Kind.ALREADY_THERE, () -> retrying.save(Kind.LOCK, NAME, bytes("same")));
  }

  @Test
  void aDeletionWhoseReplyWasLostIsDone() {
    files.save(Kind.LOCK, NAME, bytes("lock"));
    retrying(new Fault.LostReply(), 1).delete(Kind.LOCK, NAME);

    assertThat(files.list(Kind.LOCK)).isEmpty();
  }

  private RetryingBackend retrying(Fault fault, int at) {
    return new RetryingBackend(new FaultyBackend(files, fault, at), PATIENT);
  }
}

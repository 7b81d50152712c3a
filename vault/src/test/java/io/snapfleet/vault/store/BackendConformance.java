package io.snapfleet.vault.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.snapfleet.vault.store.Backend.Entry;
import io.snapfleet.vault.store.Backend.Kind;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every backend holds to. Each test gets an empty repository's place. */
abstract class BackendConformance {
  private static final String NAME = "0123456789abcdef".repeat(4);

  /** The same backend for the whole of a test. */
  abstract Backend backend();

  @ParameterizedTest
  @EnumSource(Kind.class)
  void aSavedFileIsReadListedMeasuredAndDeleted(Kind kind) {
    String name = kind == Kind.CONFIG ? "" : NAME;
    backend().save(kind, name, bytes("what "), bytes("was "), bytes("stored"));

    assertThat(text(backend().load(kind, name, 0, 0))).isEqualTo("what was stored");
    assertThat(backend().size(kind, name)).isEqualTo(15);
    assertThat(backend().list(kind)).containsExactly(new Entry(name, 15));

    backend().delete(kind, name);
    assertThat(backend().list(kind)).isEmpty();
  }

  @Test
  void aPartOfAFileIsReadByItsPlace() {
    backend().save(Kind.DATA, NAME, bytes("0123456789"));

    assertThat(text(backend().load(Kind.DATA, NAME, 3, 4))).isEqualTo("3456");
    assertThat(text(backend().load(Kind.DATA, NAME, 7, 0))).isEqualTo("789");
    assertThat(text(backend().load(Kind.DATA, NAME, 0, 10))).isEqualTo("0123456789");
    assertThat(text(backend().load(Kind.DATA, NAME, 9, 1))).isEqualTo("9");
  }

  @Test
  void whatIsReadIsTheCallersOwnArray() {
    backend().save(Kind.DATA, NAME, bytes("0123456789"));

    ByteBuffer read = backend().load(Kind.DATA, NAME, 2, 3);
    assertThat(read.hasArray()).isTrue();
    assertThat(read.isReadOnly()).isFalse();
    assertThat(read.remaining()).isEqualTo(3);
  }

  @Test
  void readingPastTheEndIsCorruptAndNamesTheFile() {
    backend().save(Kind.DATA, NAME, bytes("0123456789"));

    assertKind(StoreException.Kind.CORRUPT, () -> backend().load(Kind.DATA, NAME, 5, 6));
    assertKind(StoreException.Kind.CORRUPT, () -> backend().load(Kind.DATA, NAME, 20, 1));
    assertThatThrownBy(() -> backend().load(Kind.DATA, NAME, 5, 6)).hasMessageContaining(NAME);
  }

  @Test
  void aFileThatIsNotThereIsToldApart() {
    assertKind(StoreException.Kind.NOT_THERE, () -> backend().load(Kind.INDEX, NAME, 0, 0));
    assertKind(StoreException.Kind.NOT_THERE, () -> backend().load(Kind.INDEX, NAME, 3, 4));
    assertKind(StoreException.Kind.NOT_THERE, () -> backend().size(Kind.INDEX, NAME));
    assertThatThrownBy(() -> backend().size(Kind.INDEX, NAME)).hasMessageContaining(NAME);
  }

  @Test
  void anExistingFileIsNeverReplaced() {
    backend().save(Kind.SNAPSHOT, NAME, bytes("first"));

    assertKind(
        StoreException.Kind.ALREADY_THERE,
        () -> backend().save(Kind.SNAPSHOT, NAME, bytes("second")));
    assertThat(text(backend().load(Kind.SNAPSHOT, NAME, 0, 0))).isEqualTo("first");
  }

  @Test
  void ofManyWhoSaveOneNameExactlyOneSucceeds() throws Exception {
    AtomicInteger saved = new AtomicInteger();
    AtomicInteger refused = new AtomicInteger();
    inParallel(
        16,
        number -> {
          try {
            backend().save(Kind.LOCK, NAME, bytes("writer " + number));
            saved.incrementAndGet();
          } catch (StoreException taken) {
            assertThat(taken.kind()).isEqualTo(StoreException.Kind.ALREADY_THERE);
            refused.incrementAndGet();
          }
        });

    assertThat(saved).hasValue(1);
    assertThat(refused).hasValue(15);
  }

  @Test
  void deletingWhatIsGoneIsNoError() {
    backend().delete(Kind.LOCK, NAME);
    backend().delete(Kind.CONFIG, "");

    assertThat(backend().list(Kind.LOCK)).isEmpty();
  }

  @Test
  void theBuffersOfACallerStayAsTheyAre() {
    ByteBuffer all = bytes("--inner--");
    ByteBuffer part = all.slice(2, 5);
    part.position(1);
    backend().save(Kind.DATA, NAME, part);

    assertThat(part.position()).isEqualTo(1);
    assertThat(part.limit()).isEqualTo(5);
    assertThat(text(backend().load(Kind.DATA, NAME, 0, 0))).isEqualTo("nner");
  }

  @Test
  void directAndReadOnlyBuffersAreStoredToo() {
    ByteBuffer direct = ByteBuffer.allocateDirect(3).put(bytes("abc")).flip();
    backend().save(Kind.DATA, NAME, direct, bytes("def").asReadOnlyBuffer());

    assertThat(text(backend().load(Kind.DATA, NAME, 0, 0))).isEqualTo("abcdef");
  }

  @Test
  void aLargePackComesBackByteForByte() {
    byte[] pack = new byte[11 * 1024 * 1024 + 17];
    new Random(7).nextBytes(pack);
    backend()
        .save(
            Kind.DATA,
            NAME,
            ByteBuffer.wrap(pack, 0, 5_000_000),
            ByteBuffer.wrap(pack, 5_000_000, pack.length - 5_000_000));

    assertThat(backend().load(Kind.DATA, NAME, 0, 0)).isEqualTo(ByteBuffer.wrap(pack));
    assertThat(backend().load(Kind.DATA, NAME, 6_000_000, 2_000_000))
        .isEqualTo(ByteBuffer.wrap(pack, 6_000_000, 2_000_000));
  }

  @Test
  void everyFileIsListedHoweverManyThereAre() throws Exception {
    Set<Entry> expected = new HashSet<>();
    for (int number = 0; number < 40; number++) {
      expected.add(new Entry(name(number), 4));
    }
    inParallel(40, number -> backend().save(Kind.DATA, name(number), bytes("pack")));

    List<Entry> listed = backend().list(Kind.DATA);
    assertThat(listed).hasSize(40);
    assertThat(Set.copyOf(listed)).isEqualTo(expected);
  }

  @Test
  void kindsDoNotMix() {
    backend().save(Kind.DATA, NAME, bytes("pack"));
    backend().save(Kind.INDEX, NAME, bytes("index"));
    backend().delete(Kind.DATA, NAME);

    assertThat(backend().list(Kind.DATA)).isEmpty();
    assertThat(backend().list(Kind.INDEX)).containsExactly(new Entry(NAME, 5));
    assertThat(backend().list(Kind.SNAPSHOT)).isEmpty();
  }

  @Test
  void namesThatLeadElsewhereAreRefused() {
    for (String name : List.of("../config", "..", "", "ABCDEF".repeat(8), NAME + "0", "/" + NAME)) {
      assertThatThrownBy(() -> backend().save(Kind.DATA, name, bytes("x")))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> backend().delete(Kind.KEY, name))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> backend().load(Kind.CONFIG, NAME, 0, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void wholeFilesAreNoLeftovers() {
    backend().save(Kind.CONFIG, "", bytes("config"));
    backend().save(Kind.DATA, NAME, bytes("pack"));

    assertThat(backend().leftovers(Instant.MAX)).isEmpty();
  }

  static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }

  static String text(ByteBuffer bytes) {
    return UTF_8.decode(bytes).toString();
  }

  static String name(int number) {
    return "%02x%062x".formatted(number % 7, number);
  }

  static void assertKind(
      StoreException.Kind kind, org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    StoreException refused = catchThrowableOfType(StoreException.class, call);
    assertThat(refused).isNotNull();
    assertThat(refused.kind()).isEqualTo(kind);
    assertThat(refused.getMessage()).endsWith(".");
  }

  static void inParallel(int writers, java.util.function.IntConsumer work) throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Void>> tasks = new ArrayList<>();
      for (int number = 0; number < writers; number++) {
        int mine = number;
        tasks.add(
            () -> {
              work.accept(mine);
              return null;
            });
      }
      for (Future<Void> done : threads.invokeAll(tasks)) {
        done.get();
      }
    }
  }
}

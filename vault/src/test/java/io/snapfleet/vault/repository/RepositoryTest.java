package io.snapfleet.vault.repository;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.snapfleet.vault.crypto.BlobHash;
import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.PackedBlob;
import io.snapfleet.vault.store.Backend;
import io.snapfleet.vault.store.Backend.Kind;
import io.snapfleet.vault.store.LocalBackend;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepositoryTest {
  private static final char[] PASSWORD = "pw".toCharArray();
  private static final RepositorySettings SETTINGS =
      RepositorySettings.defaults().withPackSize(1 << 20);

  @TempDir Path directory;
  Path place;

  @BeforeEach
  void name() {
    place = directory.resolve("repository");
  }

  @Test
  void whatWasFlushedIsThereWhenOpenedAgainWithAnyPassword() {
    Id id;
    byte[] content = bytes(1, 3_000_000);
    try (Repository repository = init();
        BlobSink sink = repository.write()) {
      repository.addKey("other".toCharArray());
      id = sink.save(BlobKind.DATA, content, 0, content.length);
      sink.flush();
    }

    try (Repository repository = open("other")) {
      assertThat(repository.load(BlobKind.DATA, id)).isEqualTo(content);
      assertThat(repository.plainLength(BlobKind.DATA, id)).isEqualTo(content.length);
      assertThat(repository.has(BlobKind.TREE, id)).isFalse();
    }
  }

  @Test
  void whatWasNotFlushedIsNotInTheIndex() {
    Id id;
    try (Repository repository = init();
        BlobSink sink = repository.write()) {
      id = sink.save(BlobKind.DATA, bytes(1, 10), 0, 10);
    }

    try (Repository repository = open("pw")) {
      assertThat(repository.has(BlobKind.DATA, id)).isFalse();
    }
  }

  @Test
  void whatASessionLeftWithoutAnIndexFileIsNotBuiltOnByTheNext() {
    byte[] content = bytes(1, 3_000_000);
    try (Repository repository = init()) {
      Id id;
      try (BlobSink sink = repository.write()) {
        id = sink.save(BlobKind.DATA, content, 0, content.length);
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> !repository.backend().list(Kind.DATA).isEmpty());
      }

      assertThat(repository.has(BlobKind.DATA, id)).isFalse();
      try (BlobSink sink = repository.write()) {
        sink.save(BlobKind.DATA, content, 0, content.length);
        sink.flush();
      }
      assertThat(repository.has(BlobKind.DATA, id)).isTrue();
    }
  }

  @Test
  void blobsSavedByManyThreadsAtOnceAreStoredOnceEach() {
    try (Repository repository = init();
        BlobSink sink = repository.write()) {
      List<Id> ids =
          IntStream.range(0, 400)
              .parallel()
              .mapToObj(i -> sink.save(BlobKind.DATA, bytes(i % 40, 50_000), 0, 50_000))
              .toList();
      sink.flush();

      assertThat(sink.statistics().dataBlobs()).isEqualTo(40);
      assertThat(Set.copyOf(ids)).hasSize(40);
    }
  }

  @Test
  void aBlobSavedWhileItsPackBecomesDurableIsStoredOnce() {
    List<byte[]> blobs =
        IntStream.range(0, 100).mapToObj(i -> bytes(i, SETTINGS.packSize())).toList();
    try (Repository repository = init();
        BlobSink sink = repository.write()) {
      IntStream.range(0, 4)
          .parallel()
          .forEach(
              saver -> {
                for (byte[] blob : blobs) {
                  saveUntilDurable(repository, sink, blob);
                }
              });
      sink.flush();

      assertThat(sink.statistics().dataBlobs()).isEqualTo(100);
    }
  }

  private static void saveUntilDurable(Repository repository, BlobSink sink, byte[] blob) {
    Id id = Id.of(BlobHash.of(blob, 0, blob.length));
    do {
      sink.save(BlobKind.DATA, blob, 0, blob.length, id);
    } while (!repository.has(BlobKind.DATA, id));
  }

  @Test
  void ofAPackThatIsReadABlobOfAnotherNameIsToldAndTheRestGivenInOrder() {
    int length = 64;
    List<byte[]> contents = IntStream.range(0, 200).mapToObj(i -> bytes(i, length)).toList();
    byte[] longer = bytes(1000, length + 1);
    Id wrong = Id.of(BlobHash.of(bytes(1001, length)));
    try (Repository repository = init()) {
      try (BlobSink sink = repository.write()) {
        for (int i = 0; i < contents.size(); i++) {
          Id right = Id.of(BlobHash.of(contents.get(i)));
          sink.save(BlobKind.DATA, contents.get(i), 0, length, i == 70 ? wrong : right);
        }
        sink.save(BlobKind.DATA, longer, 0, longer.length);
        sink.flush();
      }
      Id pack = repository.locate(BlobKind.DATA, wrong).orElseThrow().pack();
      ByteBuffer file = repository.backend().load(Kind.DATA, pack.hex(), 0, 0);
      List<PackedBlob> blobs = repository.packHeader(pack, file);
      List<String> expected =
          new ArrayList<>(contents.stream().map(HexFormat.of()::formatHex).toList());
      expected.remove(70);
      expected.add(HexFormat.of().formatHex(longer));

      Reading inRanges = new Reading();
      repository.readPack(pack, blobs, inRanges);
      Reading whole = new Reading();
      repository.readPack(pack, file, blobs, whole);

      for (Reading reading : List.of(inRanges, whole)) {
        assertThat(reading.contents).isEqualTo(expected);
        assertThat(reading.damages)
            .containsExactly(
                "data blob %s in pack %s is damaged: its content has another hash."
                    .formatted(wrong.hex(), pack.hex()));
      }
    }
  }

  private static final class Reading implements BlobConsumer {
    final List<String> contents = new ArrayList<>();
    final List<String> damages = new ArrayList<>();

    @Override
    public void accept(PackedBlob blob, byte[] content, int offset) {
      contents.add(HexFormat.of().formatHex(content, offset, offset + blob.plainLength()));
    }

    @Override
    public void damaged(PackedBlob blob, DamagedException cause) {
      damages.add(String.valueOf(cause.getMessage()));
    }
  }

  @Test
  void aWrongPasswordIsSaidToBeWrong() {
    init().close();

    assertThatThrownBy(() -> open("wrong"))
        .isInstanceOf(WrongPasswordException.class)
        .hasMessageContaining("Wrong password for the repository at " + place);
  }

  @Test
  void noRepositoryAndASecondOneAreRefused() throws Exception {
    Files.createDirectories(directory.resolve("empty"));
    assertThatThrownBy(
            () ->
                Repository.open(LocalBackend.open(directory.resolve("empty")), PASSWORD, SETTINGS))
        .hasMessageContaining("no repository");

    Backend backend = LocalBackend.create(place);
    Repository.init(backend, PASSWORD, SETTINGS);
    assertThatThrownBy(() -> Repository.init(backend, PASSWORD, SETTINGS))
        .isInstanceOf(NotARepositoryException.class)
        .hasMessageContaining("already");
  }

  @Test
  void aMakingThatWasCutOffBeforeTheConfigIsFinishedWithTheSamePassword() throws Exception {
    init().close();
    Files.delete(place.resolve("config"));
    Backend backend = LocalBackend.open(place);
    char[] another = "another".toCharArray();

    assertThatThrownBy(() -> Repository.init(backend, another, SETTINGS))
        .isInstanceOf(NotARepositoryException.class)
        .hasMessageContaining("was cut off and had another password");
    Repository.init(backend, PASSWORD, SETTINGS).close();

    open("pw").close();
    try (Stream<Path> keys = Files.list(place.resolve("keys"))) {
      assertThat(keys).hasSize(1);
    }
  }

  @Test
  void aRepositoryThatLostItsConfigIsNotMadeAnew() throws Exception {
    try (Repository repository = init();
        BlobSink sink = repository.write()) {
      sink.save(BlobKind.DATA, bytes(1, 10), 0, 10);
      sink.flush();
    }
    Files.delete(place.resolve("config"));
    Backend backend = LocalBackend.open(place);

    assertThatThrownBy(() -> Repository.init(backend, PASSWORD, SETTINGS))
        .isInstanceOf(NotARepositoryException.class)
        .hasMessageContaining("lost its config");
  }

  @Test
  void aFlippedBitInAPackIsNamed() throws Exception {
    Id id;
    try (Repository repository = init();
        BlobSink sink = repository.write()) {
      id = sink.save(BlobKind.DATA, bytes(1, 10_000), 0, 10_000);
      sink.flush();
    }
    flipABit();

    try (Repository repository = open("pw")) {
      assertThatThrownBy(() -> repository.load(BlobKind.DATA, id))
          .isInstanceOf(DamagedException.class)
          .hasMessageContaining(id.hex())
          .hasMessageContaining("pack");
    }
  }

  private void flipABit() throws Exception {
    try (Stream<Path> files = Files.walk(place.resolve("data"))) {
      Path pack = files.filter(Files::isRegularFile).findFirst().orElseThrow();
      byte[] content = Files.readAllBytes(pack);
      content[100] ^= 1;
      pack.toFile().setWritable(true);
      Files.write(pack, content);
    }
  }

  private Repository init() {
    return Repository.init(LocalBackend.create(place), PASSWORD, SETTINGS);
  }

  private Repository open(String password) {
    return Repository.open(LocalBackend.open(place), password.toCharArray(), SETTINGS);
  }

  private static byte[] bytes(int seed, int length) {
    byte[] bytes = new byte[length];
    new Random(seed).nextBytes(bytes);
    return bytes;
  }
}

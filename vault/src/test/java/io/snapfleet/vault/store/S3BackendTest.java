package io.snapfleet.vault.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.snapfleet.vault.store.Backend.Kind;
import io.snapfleet.vault.store.BackendLocation.S3;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

class S3BackendTest extends BackendConformance {
  private static final AtomicInteger BUCKETS = new AtomicInteger();
  private static final String NAME = "ab" + "0".repeat(62);
  private static final Clock CLOCK = Clock.systemUTC();

  private static S3Endpoint endpoint;
  private S3 location;
  private S3Backend backend;

  @BeforeAll
  static void startEndpoint() throws Exception {
    endpoint = S3Endpoint.start();
  }

  @AfterAll
  static void stopEndpoint() throws Exception {
    endpoint.close();
  }

  @BeforeEach
  void createRepository() {
    location = endpoint.location("bucket-" + BUCKETS.incrementAndGet(), "of/this/test");
    backend = S3Backend.create(location, S3Endpoint.settings(), CLOCK);
  }

  @AfterEach
  void closeRepository() {
    backend.close();
  }

  @Override
  Backend backend() {
    return backend;
  }

  @Test
  void objectsLieWhereResticPutsThem() {
    backend.save(Kind.CONFIG, "", bytes("c"));
    backend.save(Kind.DATA, NAME, bytes("d"));
    backend.save(Kind.LOCK, NAME, bytes("l"));

    assertThat(endpoint.objects().blobExists(location.bucket(), "of/this/test/config")).isTrue();
    assertThat(endpoint.objects().blobExists(location.bucket(), "of/this/test/data/ab/" + NAME))
        .isTrue();
    assertThat(endpoint.objects().blobExists(location.bucket(), "of/this/test/locks/" + NAME))
        .isTrue();
  }

  @Test
  void aRepositoryMayHaveABucketToItself() {
    S3 whole = endpoint.location("bucket-" + BUCKETS.incrementAndGet(), "");
    try (Backend own = S3Backend.create(whole, S3Endpoint.settings(), CLOCK)) {
      own.save(Kind.INDEX, NAME, bytes("i"));

      assertThat(endpoint.objects().blobExists(whole.bucket(), "index/" + NAME)).isTrue();
      assertThat(own.list(Kind.INDEX)).hasSize(1);
      assertThat(own.leftovers(Instant.MAX)).isEmpty();
    }
  }

  @Test
  void probingLeavesNothingBehind() {
    assertThat(endpoint.objects().list(location.bucket()).contents()).isEmpty();
  }

  @Test
  void aPackAboveTheBoundGoesUpInPartsAndNeverReplaces() {
    S3Settings settings =
        new S3Settings(
            S3Endpoint.CREDENTIALS, null, S3Settings.SMALLEST_PART, Duration.ofSeconds(30), null);
    byte[] pack = new byte[2 * S3Settings.SMALLEST_PART + 1234];
    new Random(3).nextBytes(pack);
    try (Backend inParts = S3Backend.open(location, settings, CLOCK)) {
      ByteBuffer head = ByteBuffer.wrap(pack, 0, 7_000_000);
      ByteBuffer tail = ByteBuffer.wrap(pack, 7_000_000, pack.length - 7_000_000);
      inParts.save(Kind.DATA, NAME, head, tail);

      assertThat(inParts.load(Kind.DATA, NAME, 0, 0)).isEqualTo(ByteBuffer.wrap(pack));
      assertKind(
          StoreException.Kind.ALREADY_THERE, () -> inParts.save(Kind.DATA, NAME, head, head));
      assertThat(inParts.leftovers(Instant.MAX)).isEmpty();
    }
  }

  @Test
  void unfinishedUploadsAreLeftoversAndCanBeRemoved() {
    backend.save(Kind.CONFIG, "", bytes("c"));
    try (S3Bucket bucket = new S3Bucket(location, S3Endpoint.settings())) {
      S3Client client = bucket.client();
      client.createMultipartUpload(
          request -> request.bucket(location.bucket()).key(bucket.key("data/ab/" + NAME)));
    }

    assertThat(backend.leftovers(Instant.EPOCH)).isEmpty();
    assertThat(backend.leftovers(Instant.MAX))
        .singleElement()
        .satisfies(left -> assertThat(left.name()).startsWith("data/ab/" + NAME));
    backend.leftovers(Instant.MAX).forEach(backend::deleteLeftover);
    assertThat(backend.leftovers(Instant.MAX)).isEmpty();
    assertThatThrownBy(
            () -> backend.deleteLeftover(new Backend.Leftover("config", 1, Instant.EPOCH)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void moreFilesThanOneListingPageHoldsAreAllListed() throws Exception {
    inParallel(1200, number -> backend.save(Kind.SNAPSHOT, name(number), bytes("s")));

    assertThat(backend.list(Kind.SNAPSHOT)).hasSize(1200);
  }

  @Test
  void aMissingBucketIsNamed() {
    StoreException refused =
        refusal(endpoint.location("bucket-nobody-made", "x"), S3Endpoint.settings());

    assertThat(refused.kind()).isEqualTo(StoreException.Kind.NOT_THERE);
    assertThat(refused)
        .hasMessageContaining("bucket-nobody-made")
        .hasMessageContaining("create it");
  }

  @Test
  void wrongKeysAreToldApartAndNeverShown() {
    S3Credentials wrongSecret =
        new S3Credentials(S3Endpoint.CREDENTIALS.accessKey(), "not-the-secret", null);
    StoreException secret = refusal(location, new S3Settings(wrongSecret, null));
    assertThat(secret.kind()).isEqualTo(StoreException.Kind.DENIED);
    assertThat(secret).hasMessageContaining("AWS_SECRET_ACCESS_KEY");
    assertThat(secret.getMessage()).doesNotContain("not-the-secret");

    S3Credentials wrongKey = new S3Credentials("nobody", "not-the-secret", null);
    StoreException key = refusal(location, new S3Settings(wrongKey, null));
    assertThat(key.kind()).isEqualTo(StoreException.Kind.DENIED);
    assertThat(key).hasMessageContaining("AWS_ACCESS_KEY_ID");
    assertThat(wrongKey.toString()).doesNotContain("not-the-secret");
  }

  @Test
  void anEndpointThatIsDownIsWorthAnotherTry() {
    S3 down = new S3(java.net.URI.create("http://127.0.0.1:1"), "bucket", "");
    StoreException refused = refusal(down, S3Endpoint.settings());

    assertThat(refused.kind()).isEqualTo(StoreException.Kind.UNREACHABLE);
    assertThat(refused.retryable()).isTrue();
    assertThat(refused).hasMessageContaining("127.0.0.1:1");
  }

  @Test
  void aWrongClockIsToldInMinutes() {
    Clock late = Clock.offset(CLOCK, Duration.ofMinutes(-90));
    StoreException refused =
        catchThrowableOfType(
            StoreException.class,
            () -> S3Backend.open(location, S3Endpoint.settings(), late).close());

    assertThat(refused.kind()).isEqualTo(StoreException.Kind.DENIED);
    assertThat(refused).hasMessageContaining("minutes behind").hasMessageContaining("clock");
  }

  @Test
  void aRepositoryIsNotMadeOverAnother() {
    backend.save(Kind.CONFIG, "", bytes("c"));

    assertKind(
        StoreException.Kind.ALREADY_THERE,
        () -> S3Backend.create(location, S3Endpoint.settings(), CLOCK).close());
  }

  private static StoreException refusal(S3 location, S3Settings settings) {
    return catchThrowableOfType(
        StoreException.class, () -> S3Backend.open(location, settings, CLOCK).close());
  }
}

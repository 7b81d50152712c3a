package io.snapfleet.vault.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.snapfleet.vault.store.Backend.Kind;
import io.snapfleet.vault.store.BackendLocation.S3;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Answers that a well-behaved endpoint does not give on request. */
class S3AnswersTest {
  private static final String NAME = "ab".repeat(32);

  private final Map<String, byte[]> objects = new ConcurrentHashMap<>();
  private HttpServer server;
  private S3 location;

  @BeforeEach
  void startServer() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.start();
    location =
        new S3(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), "bucket", "here");
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "403 | ExpiredToken | DENIED | credentials for s3:http://127.0.0.1",
        "400 | ExpiredToken | DENIED | have expired",
        "403 | InvalidAccessKeyId | DENIED | AWS_ACCESS_KEY_ID",
        "403 | SignatureDoesNotMatch | DENIED | AWS_SECRET_ACCESS_KEY",
        "400 | InvalidToken | DENIED | AWS_SESSION_TOKEN",
        "403 | RequestTimeTooSkewed | DENIED | clock is wrong",
        "403 | AccessDenied | DENIED | do not allow to list",
        "404 | NoSuchBucket | NOT_THERE | no bucket bucket",
        "301 | PermanentRedirect | DENIED | AWS_DEFAULT_REGION",
        "400 | AuthorizationHeaderMalformed | DENIED | AWS_DEFAULT_REGION",
        "403 | QuotaExceeded | FULL | raise the quota",
        "507 | XMinioStorageFull | FULL | make room",
        "503 | SlowDown | UNREACHABLE | answered 503 (SlowDown)",
        "500 | InternalError | UNREACHABLE | try again later"
      })
  void everyRefusalIsASentenceOfItsKind(
      int status, String code, StoreException.Kind kind, String words) {
    server.createContext("/", exchange -> refuse(exchange, status, code));

    StoreException refused =
        catchThrowableOfType(
            StoreException.class,
            () -> S3Backend.open(location, S3Endpoint.settings(), Clock.systemUTC()).close());
    assertThat(refused.kind()).isEqualTo(kind);
    assertThat(refused).hasMessageContaining(words);
    assertThat(refused.getMessage()).endsWith(".").doesNotContain("local-credential");
  }

  @Test
  void theRightRegionIsNamedWhenTheEndpointTellsIt() {
    server.createContext(
        "/",
        exchange -> {
          exchange.getResponseHeaders().add("x-amz-bucket-region", "eu-west-1");
          refuse(exchange, 301, "PermanentRedirect");
        });

    assertThat(
            catchThrowableOfType(
                StoreException.class,
                () -> S3Backend.open(location, S3Endpoint.settings(), Clock.systemUTC()).close()))
        .hasMessageContaining("(eu-west-1)");
  }

  /** What endpoints do with a put on condition that they do not know. */
  enum Condition {
    REFUSED,
    IGNORED
  }

  @ParameterizedTest
  @EnumSource(Condition.class)
  void whereConditionsAreUnknownAnExistingFileIsStillNotReplaced(Condition condition) {
    server.createContext("/", exchange -> store(exchange, condition));
    try (Backend backend = S3Backend.open(location, S3Endpoint.settings(), Clock.systemUTC())) {
      backend.save(Kind.LOCK, NAME, bytes("first"));
      StoreException taken =
          catchThrowableOfType(
              StoreException.class, () -> backend.save(Kind.LOCK, NAME, bytes("second")));

      assertThat(taken.kind()).isEqualTo(StoreException.Kind.ALREADY_THERE);
      assertThat(objects).containsOnlyKeys("/bucket/here/locks/" + NAME);
      assertThat(objects.get("/bucket/here/locks/" + NAME)).isEqualTo("first".getBytes(UTF_8));
    }
  }

  @Test
  void anEndpointThatGivesFewerBytesIsNotBelieved() {
    server.createContext("/", exchange -> store(exchange, Condition.REFUSED));
    objects.put("/bucket/here/data/ab/" + NAME, "short".getBytes(UTF_8));
    try (Backend backend =
        S3Backend.openForReading(location, S3Endpoint.settings(), Clock.systemUTC())) {
      StoreException corrupt =
          catchThrowableOfType(StoreException.class, () -> backend.load(Kind.DATA, NAME, 0, 100));

      assertThat(corrupt.kind()).isEqualTo(StoreException.Kind.CORRUPT);
    }
  }

  /** An endpoint that knows no conditions and no ranges. */
  private void store(HttpExchange exchange, Condition condition) throws IOException {
    String path = exchange.getRequestURI().getPath();
    boolean conditional = exchange.getRequestHeaders().containsKey("If-None-Match");
    byte[] body = exchange.getRequestBody().readAllBytes();
    switch (exchange.getRequestMethod()) {
      case "PUT" -> {
        if (conditional && condition == Condition.REFUSED) {
          refuse(exchange, 501, "NotImplemented");
        } else {
          objects.put(path, body);
          answer(exchange, 200, new byte[0]);
        }
      }
      case "DELETE" -> {
        objects.remove(path);
        answer(exchange, 204, new byte[0]);
      }
      default -> read(exchange, path);
    }
  }

  private void read(HttpExchange exchange, String path) throws IOException {
    if (path.equals("/bucket")) {
      answer(
          exchange,
          200,
          "<ListBucketResult><KeyCount>0</KeyCount></ListBucketResult>".getBytes(UTF_8));
    } else if (objects.containsKey(path)) {
      answer(exchange, 200, objects.get(path));
    } else {
      refuse(exchange, 404, "NoSuchKey");
    }
  }

  private static void refuse(HttpExchange exchange, int status, String code) throws IOException {
    exchange.getRequestBody().readAllBytes();
    answer(exchange, status, "<Error><Code>%s</Code></Error>".formatted(code).getBytes(UTF_8));
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    boolean hasBody = body.length > 0 && !exchange.getRequestMethod().equals("HEAD");
    exchange.sendResponseHeaders(status, hasBody ? body.length : -1);
    if (hasBody) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }

  private static ByteBuffer bytes(String text) {
    return ByteBuffer.wrap(text.getBytes(UTF_8));
  }
}

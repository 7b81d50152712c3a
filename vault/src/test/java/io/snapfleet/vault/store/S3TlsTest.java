package io.snapfleet.vault.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.snapfleet.vault.store.Backend.Kind;
import io.snapfleet.vault.store.BackendLocation.S3;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An endpoint whose certificate no public authority has signed. */
class S3TlsTest {
  private static final String PASSWORD = "changeit";
  private static final Clock CLOCK = Clock.systemUTC();

  @TempDir private static Path directory;
  private static S3Endpoint endpoint;
  private static Path certificate;

  @BeforeAll
  static void startEndpoint() throws Exception {
    Path keys = directory.resolve("keys.p12");
    certificate = directory.resolve("certificate.pem");
    keytool(keys, "-genkeypair -keyalg EC -dname CN=127.0.0.1 -ext SAN=IP:127.0.0.1");
    keytool(keys, "-exportcert -rfc -file " + certificate);
    endpoint = S3Endpoint.startSecure(keys, PASSWORD);
  }

  private static void keytool(Path keys, String arguments) throws Exception {
    String program = System.getProperty("java.home") + "/bin/keytool ";
    String store = " -alias endpoint -storepass " + PASSWORD + " -keystore " + keys;
    Process keytool =
        new ProcessBuilder((program + arguments + store).split(" ")).inheritIO().start();
    assertThat(keytool.waitFor()).isZero();
  }

  @AfterAll
  static void stopEndpoint() throws Exception {
    endpoint.close();
  }

  @Test
  void anAuthorityThatTheEnvironmentNamesIsTrusted() {
    S3 location = endpoint.location("bucket", "here");
    try (Backend backend = S3Backend.create(location, trusting(certificate.toString()), CLOCK)) {
      backend.save(Kind.CONFIG, "", ByteBuffer.wrap(new byte[] {1, 2, 3}));
      assertThat(backend.load(Kind.CONFIG, "", 0, 0))
          .isEqualTo(ByteBuffer.wrap(new byte[] {1, 2, 3}));
    }
  }

  @Test
  void anotherAuthorityIsRefusedAndTheWayOutNamed() {
    StoreException refused = refusal(trusting(""));
    assertThat(refused.kind()).isEqualTo(StoreException.Kind.DENIED);
    assertThat(refused)
        .hasMessageContaining("no certificate that this computer trusts")
        .hasMessageContaining("SSL_CERT_FILE");
  }

  @Test
  void aFileWithoutCertificatesIsNamed() throws IOException {
    Path empty = Files.createFile(directory.resolve("empty.pem"));
    Path missing = directory.resolve("missing.pem");
    for (Path file : List.of(empty, missing)) {
      assertThat(refusal(trusting(file.toString())))
          .hasMessageContaining(file.toString())
          .hasMessageContaining("SSL_CERT_FILE");
    }
  }

  private static StoreException refusal(S3Settings settings) {
    return catchThrowableOfType(
        StoreException.class,
        () -> S3Backend.create(endpoint.location("other", "x"), settings, CLOCK));
  }

  private static S3Settings trusting(String file) {
    return S3Settings.fromEnvironment(
        Map.of(
            "AWS_ACCESS_KEY_ID", S3Endpoint.CREDENTIALS.accessKey(),
            "AWS_SECRET_ACCESS_KEY", S3Endpoint.CREDENTIALS.secretKey(),
            "SSL_CERT_FILE", file));
  }
}

package io.snapfleet.vault.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * The certificate authorities that this computer trusts, as its other programs do: restic, curl and
 * OpenSSL read the same file, so that an authority added there, such as a company's own, is known
 * here too.
 */
final class Authorities {
  /** Names another file, as OpenSSL and restic have it. */
  static final String VARIABLE = "SSL_CERT_FILE";

  /** Where Debian, Fedora and Alpine keep it. */
  private static final List<Path> USUAL =
      List.of(
          Path.of("/etc/ssl/certs/ca-certificates.crt"),
          Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
          Path.of("/etc/ssl/cert.pem"));

  private Authorities() {}

  /** The file of certificates in PEM; empty where only the Java runtime has some. */
  static Optional<Path> file(Map<String, String> environment) {
    String named = environment.getOrDefault(VARIABLE, "");
    return named.isBlank()
        ? USUAL.stream().filter(Files::isReadable).findFirst()
        : Optional.of(Path.of(named));
  }

  /** Trusts those of the file; DENIED when it has none. */
  static TrustManager[] trust(Path file) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate authority : certificates(file)) {
        store.setCertificateEntry("authority-" + number++, authority);
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory.getTrustManagers();
    } catch (IOException | GeneralSecurityException unreadable) {
      throw refused(file, unreadable);
    }
  }

  private static Collection<? extends Certificate> certificates(Path file)
      throws IOException, GeneralSecurityException {
    try (InputStream pem = Files.newInputStream(file)) {
      Collection<? extends Certificate> all =
          CertificateFactory.getInstance("X.509").generateCertificates(pem);
      if (all.isEmpty()) {
        throw new GeneralSecurityException("it is empty");
      }
      return all;
    }
  }

  private static StoreException refused(Path file, Exception cause) {
    return new StoreException(
        StoreException.Kind.DENIED,
        "No certificates can be read from %s; set %s to a file that has them in PEM."
            .formatted(file, VARIABLE),
        cause);
  }
}

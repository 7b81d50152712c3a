package io.snapfleet.fleet.secret;

import io.snapfleet.remote.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Encrypts credentials for the store. What it seals can be opened only with the same key and under
 * the same scope and name, so that rows cannot be swapped. The key is looked for when first needed:
 * in the environment variable {@value #KEY_VARIABLE}, else in {@code secret.key} of the home, which
 * the first {@link #seal} creates. Thread-safe.
 */
public final class SecretBox {
  public static final String KEY_VARIABLE = "SNAPFLEET_SECRET_KEY";

  private static final String FORMAT = "v1";

  private final KeyFile file;
  private final @Nullable String given;
  private final SecureRandom random;
  private @Nullable SecretKey key;

  private SecretBox(KeyFile file, @Nullable String given, SecureRandom random) {
    this.file = file;
    this.given = given;
    this.random = random;
  }

  public static SecretBox inHome(Path home, Map<String, String> environment, SecureRandom random) {
    return new SecretBox(
        new KeyFile(home.resolve("secret.key")), environment.get(KEY_VARIABLE), random);
  }

  /** Encrypts one credential into a line of ASCII. */
  public String seal(String scope, String name, Secret secret) {
    SecretKey sealing = key(true);
    try {
      byte[] sealed =
          sealing
              .cipher()
              .encrypt(secret.reveal().getBytes(StandardCharsets.UTF_8), label(scope, name));
      return FORMAT + "." + sealing.id() + "." + Base64.getUrlEncoder().encodeToString(sealed);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime cannot encrypt with AES-GCM", e);
    }
  }

  /**
   * Decrypts what {@link #seal} gave for the same scope and name.
   *
   * @throws SecretException when the key is missing or another one, or the line was changed
   */
  public Secret open(String scope, String name, String sealed) {
    String[] parts = sealed.split("\\.", 3);
    if (parts.length != 3 || !parts[0].equals(FORMAT)) {
      throw damaged(scope, name);
    }
    SecretKey opening = key(false);
    if (!opening.id().equals(parts[1])) {
      throw wrongKey(scope, name, parts[1], opening);
    }
    try {
      byte[] bytes = Base64.getUrlDecoder().decode(parts[2]);
      byte[] opened = opening.cipher().decrypt(bytes, label(scope, name));
      return new Secret(new String(opened, StandardCharsets.UTF_8));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw damaged(scope, name);
    }
  }

  private static byte[] label(String scope, String name) {
    return (scope.length() + ":" + scope + name).getBytes(StandardCharsets.UTF_8);
  }

  private synchronized SecretKey key(boolean create) {
    SecretKey present = key;
    if (present == null) {
      present = given == null ? fromFile(create) : SecretKey.of(given, KEY_VARIABLE);
      key = present;
    }
    return present;
  }

  private SecretKey fromFile(boolean create) {
    if (!file.exists()) {
      if (!create) {
        throw new SecretException(
            "the secret key is missing, and without it no stored credential can be read",
            file.path().toString(),
            "bring " + file.path() + " back, or set " + KEY_VARIABLE);
      }
      file.create(random);
    }
    return SecretKey.of(file.read(), file.path().toString());
  }

  private SecretException wrongKey(String scope, String name, String wanted, SecretKey present) {
    String where = given == null ? file.path().toString() : KEY_VARIABLE;
    return new SecretException(
        "credential %s of %s was encrypted with key %s, and %s holds key %s"
            .formatted(name, scope, wanted, where, present.id()),
        where,
        "put key " + wanted + " there");
  }

  private static SecretException damaged(String scope, String name) {
    return new SecretException(
        "credential %s of %s was changed after it was encrypted".formatted(name, scope),
        scope,
        "bring the state database back from a copy");
  }

  @Override
  public String toString() {
    return "SecretBox[" + (given == null ? file.path() : KEY_VARIABLE) + "]";
  }
}

package io.snapfleet.vault.store;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who we are to an S3 endpoint. Printing it shows no secret. */
public record S3Credentials(String accessKey, String secretKey, @Nullable String sessionToken) {

  public S3Credentials {
    if (accessKey.isBlank() || secretKey.isBlank()) {
      throw new IllegalArgumentException("S3 credentials need an access key and a secret key.");
    }
  }

  /** The credentials of the environment variables that restic and the AWS tools read. */
  public static Optional<S3Credentials> fromEnvironment(Map<String, String> environment) {
    String accessKey = environment.getOrDefault("AWS_ACCESS_KEY_ID", "");
    String secretKey = environment.getOrDefault("AWS_SECRET_ACCESS_KEY", "");
    if (accessKey.isBlank() || secretKey.isBlank()) {
      return Optional.empty();
    }
    return Optional.of(
        new S3Credentials(accessKey, secretKey, environment.get("AWS_SESSION_TOKEN")));
  }

  @Override
  public String toString() {
    return "S3Credentials[accessKey=" + accessKey + ", secretKey=hidden]";
  }
}

package io.snapfleet.vault.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How to speak to an S3 endpoint.
 *
 * @param region the endpoint's region; null takes it from an AWS host name, else us-east-1
 * @param multipartFrom files of at least this many bytes go up in several parts at once
 * @param timeout for one request, after which it counts as unanswered
 * @param authorities a file of the certificate authorities to trust, in PEM; null trusts the Java
 *     runtime's
 */
public record S3Settings(
    S3Credentials credentials,
    @Nullable String region,
    int multipartFrom,
    Duration timeout,
    @Nullable Path authorities) {
  private static final int MULTIPART_FROM = 64 * 1024 * 1024;
  private static final Duration TIMEOUT = Duration.ofMinutes(5);

  /** The least that S3 takes as a part. */
  static final int SMALLEST_PART = 5 * 1024 * 1024;

  public S3Settings {
    if (multipartFrom < SMALLEST_PART) {
      throw new IllegalArgumentException("S3 takes no parts below " + SMALLEST_PART + " bytes.");
    }
  }

  public S3Settings(S3Credentials credentials, @Nullable String region) {
    this(credentials, region, MULTIPART_FROM, TIMEOUT, null);
  }

  /** The region and the authorities as the environment says. */
  public static S3Settings of(S3Credentials credentials, Map<String, String> environment) {
    return new S3Settings(
        credentials,
        environment.getOrDefault("AWS_DEFAULT_REGION", environment.get("AWS_REGION")),
        MULTIPART_FROM,
        TIMEOUT,
        Authorities.file(environment).orElse(null));
  }

  /**
   * From the environment variables that restic and the AWS tools read; DENIED without credentials.
   */
  public static S3Settings fromEnvironment(Map<String, String> environment) {
    S3Credentials credentials =
        S3Credentials.fromEnvironment(environment)
            .orElseThrow(
                () ->
                    new StoreException(
                        StoreException.Kind.DENIED,
                        "An S3 repository needs credentials; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY."));
    return of(credentials, environment);
  }
}

package io.snapfleet.vault.store;

import io.snapfleet.vault.store.BackendLocation.S3;
import java.nio.file.Path;
import java.time.Duration;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * A bucket, the keys under the repository's prefix, and the client that reaches them. Thread-safe.
 */
final class S3Bucket implements AutoCloseable {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
  private static final Duration SILENCE_TIMEOUT = Duration.ofSeconds(60);
  private static final String AWS = ".amazonaws.com";

  private final S3 location;
  private final S3Client client;
  private final S3Errors errors;

  S3Bucket(S3 location, S3Settings settings) {
    this.location = location;
    this.errors = new S3Errors(location);
    this.client = client(location, settings);
  }

  S3Client client() {
    return client;
  }

  String name() {
    return location.bucket();
  }

  /** The key of a path inside the repository. */
  String key(String path) {
    return location.prefix().isEmpty() ? path : location.prefix() + "/" + path;
  }

  /** The path inside the repository of a key. */
  String path(String key) {
    return location.prefix().isEmpty() ? key : key.substring(location.prefix().length() + 1);
  }

  S3 location() {
    return location;
  }

  S3Errors errors() {
    return errors;
  }

  /** Runs a call and turns its failure into a sentence. */
  <T> T call(String doing, String object, Call<T> call) {
    try {
      return call.run(client);
    } catch (SdkException failed) {
      throw errors.explain(doing, object, failed);
    }
  }

  @Override
  public void close() {
    client.close();
  }

  /** One request to the endpoint. */
  @FunctionalInterface
  interface Call<T> {
    T run(S3Client client);
  }

  /**
   * Retrying is left to {@link RetryingBackend}, which can tell its own lost put from another's.
   * Checksums beyond the Content-MD5 we send are left out, for endpoints that do not know them.
   */
  private static S3Client client(S3 location, S3Settings settings) {
    return S3Client.builder()
        .endpointOverride(location.endpoint())
        .region(Region.of(region(location, settings.region())))
        .credentialsProvider(StaticCredentialsProvider.create(credentials(settings.credentials())))
        .forcePathStyle(usesPathStyle(location))
        .serviceConfiguration(
            service -> service.chunkedEncodingEnabled(false).expectContinueEnabled(false))
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
        .httpClientBuilder(http(location, settings))
        .overrideConfiguration(
            override ->
                override
                    .retryStrategy(AwsRetryStrategy.doNotRetry())
                    .apiCallTimeout(settings.timeout()))
        .build();
  }

  private static UrlConnectionHttpClient.Builder http(S3 location, S3Settings settings) {
    UrlConnectionHttpClient.Builder http =
        UrlConnectionHttpClient.builder()
            .connectionTimeout(CONNECT_TIMEOUT)
            .socketTimeout(SILENCE_TIMEOUT);
    @Nullable Path authorities = settings.authorities();
    if (authorities != null && location.endpoint().getScheme().equals("https")) {
      TrustManager[] trust = Authorities.trust(authorities);
      http.tlsTrustManagersProvider(() -> trust);
    }
    return http;
  }

  private static AwsCredentials credentials(S3Credentials credentials) {
    @Nullable String token = credentials.sessionToken();
    return token == null
        ? AwsBasicCredentials.create(credentials.accessKey(), credentials.secretKey())
        : AwsSessionCredentials.create(credentials.accessKey(), credentials.secretKey(), token);
  }

  /** Buckets as host names are AWS's alone, and a dot in the name does not fit its certificate. */
  private static boolean usesPathStyle(S3 location) {
    return !location.endpoint().getHost().endsWith(AWS) || location.bucket().contains(".");
  }

  /** {@code s3.eu-west-1.amazonaws.com} tells its region itself. */
  private static String region(S3 location, @Nullable String configured) {
    if (configured != null && !configured.isBlank()) {
      return configured;
    }
    String host = location.endpoint().getHost();
    if (host.startsWith("s3.")
        && host.endsWith(AWS)
        && host.length() > "s3".length() + AWS.length()) {
      return host.substring("s3.".length(), host.length() - AWS.length());
    }
    return "us-east-1";
  }
}

package io.snapfleet.vault.store;

import io.snapfleet.vault.store.BackendLocation.S3;
import io.snapfleet.vault.store.StoreException.Kind;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLException;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;

/** Tells apart what an S3 endpoint refused, and says it in a sentence. */
final class S3Errors {
  private static final int MOVED = 301;
  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int NOT_FOUND = 404;
  private static final int PRECONDITION_FAILED = 412;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final int NOT_IMPLEMENTED = 501;
  private static final int INSUFFICIENT_STORAGE = 507;

  private static final Set<String> FULL =
      Set.of(
          "QuotaExceeded",
          "XMinioStorageFull",
          "XMinioAdminBucketQuotaExceeded",
          "InsufficientStorage");
  private static final Set<String> EXPIRED =
      Set.of("ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired", "RequestExpired");
  private static final Set<String> NO_SUCH_PRECONDITION =
      Set.of("NotImplemented", "InvalidArgument", "InvalidRequest");

  private final S3 location;

  S3Errors(S3 location) {
    this.location = location;
  }

  /** What became of {@code doing}: "put", "get", ... on the object. */
  StoreException explain(String doing, String object, SdkException cause) {
    return cause instanceof AwsServiceException answer
        ? answered(doing, object, answer)
        : unanswered(doing, object, cause);
  }

  static boolean isMissing(AwsServiceException answer) {
    return answer.statusCode() == NOT_FOUND;
  }

  static boolean isMissingBucket(AwsServiceException answer) {
    return code(answer).equals("NoSuchBucket");
  }

  /** Whether a put on condition that there is no such object was refused because there is one. */
  static boolean isTaken(AwsServiceException answer) {
    return answer.statusCode() == PRECONDITION_FAILED;
  }

  /** Whether the endpoint does not know puts on condition. */
  static boolean knowsNoConditions(AwsServiceException answer) {
    return answer.statusCode() == NOT_IMPLEMENTED
        || (answer.statusCode() == BAD_REQUEST && NO_SUCH_PRECONDITION.contains(code(answer)));
  }

  static boolean isNotImplemented(AwsServiceException answer) {
    return answer.statusCode() == NOT_IMPLEMENTED || code(answer).equals("NotImplemented");
  }

  StoreException corrupt(String object, String how) {
    return new StoreException(
        Kind.CORRUPT,
        "%s in %s %s; check the repository and repair it.".formatted(object, location, how));
  }

  private StoreException answered(String doing, String object, AwsServiceException answer) {
    String code = code(answer);
    if (code.equals("NoSuchBucket")) {
      return of(
          answer,
          Kind.NOT_THERE,
          "There is no bucket %s at %s; create it or correct the location."
              .formatted(location.bucket(), location.endpoint()));
    }
    if (code.equals("RequestTimeTooSkewed") || answer.isClockSkewException()) {
      return of(
          answer,
          Kind.DENIED,
          "%s refuses requests because this computer's clock is wrong; set it (timedatectl set-ntp true)."
              .formatted(location.endpoint()));
    }
    if (EXPIRED.contains(code)) {
      return of(
          answer,
          Kind.DENIED,
          "The credentials for %s have expired; get new ones and set AWS_SESSION_TOKEN with the keys."
              .formatted(location));
    }
    return switch (code) {
      case "InvalidAccessKeyId" ->
          of(
              answer,
              Kind.DENIED,
              "%s does not know the access key; correct AWS_ACCESS_KEY_ID."
                  .formatted(location.endpoint()));
      case "SignatureDoesNotMatch" ->
          of(
              answer,
              Kind.DENIED,
              "%s does not accept the secret key; correct AWS_SECRET_ACCESS_KEY."
                  .formatted(location.endpoint()));
      case "InvalidToken" ->
          of(
              answer,
              Kind.DENIED,
              "%s does not accept the session token; get new credentials and correct AWS_SESSION_TOKEN."
                  .formatted(location.endpoint()));
      case "PermanentRedirect",
          "AuthorizationHeaderMalformed",
          "IllegalLocationConstraintException" ->
          wrongRegion(answer);
      default -> byStatus(doing, object, answer);
    };
  }

  private StoreException byStatus(String doing, String object, AwsServiceException answer) {
    if (FULL.contains(code(answer)) || answer.statusCode() == INSUFFICIENT_STORAGE) {
      return of(
          answer,
          Kind.FULL,
          "No room to %s %s in %s; make room there or raise the quota."
              .formatted(doing, object, location));
    }
    return switch (answer.statusCode()) {
      case MOVED -> wrongRegion(answer);
      case FORBIDDEN ->
          of(
              answer,
              Kind.DENIED,
              "The credentials do not allow to %s %s in %s; grant s3:PutObject, GetObject, DeleteObject and ListBucket."
                  .formatted(doing, object, location));
      case NOT_FOUND ->
          of(
              answer,
              Kind.NOT_THERE,
              "There is no %s in %s to %s.".formatted(object, location, doing));
      case RANGE_NOT_SATISFIABLE -> corrupt(object, "ends before the bytes that were asked for");
      default ->
          of(
              answer,
              Kind.UNREACHABLE,
              "%s answered %d (%s) when asked to %s %s; try again later."
                  .formatted(location, answer.statusCode(), code(answer), doing, object));
    };
  }

  private StoreException wrongRegion(AwsServiceException answer) {
    return of(
        answer,
        Kind.DENIED,
        "The bucket %s is in another region%s; set AWS_DEFAULT_REGION to it."
            .formatted(
                location.bucket(),
                header(answer, "x-amz-bucket-region")
                    .map(region -> " (" + region + ")")
                    .orElse("")));
  }

  private static Optional<String> header(AwsServiceException answer, String name) {
    return Optional.ofNullable(answer.awsErrorDetails())
        .map(AwsErrorDetails::sdkHttpResponse)
        .flatMap(response -> response.firstMatchingHeader(name));
  }

  private StoreException unanswered(String doing, String object, SdkException cause) {
    Throwable reason = rootOf(cause);
    if (reason instanceof UnknownHostException) {
      return of(
          cause,
          Kind.UNREACHABLE,
          "There is no host %s; check the location and the network."
              .formatted(location.endpoint().getHost()));
    }
    if (reason instanceof SSLException) {
      return of(
          cause,
          Kind.DENIED,
          "%s has no certificate that this computer trusts (%s); correct the address, or name its authority's certificate in %s."
              .formatted(location.endpoint(), describe(reason), Authorities.VARIABLE));
    }
    return of(
        cause,
        Kind.UNREACHABLE,
        "%s did not answer when asked to %s %s (%s); check the address and the network."
            .formatted(location, doing, object, describe(reason)));
  }

  private static String describe(Throwable reason) {
    String message = reason.getMessage();
    return message == null ? reason.getClass().getSimpleName() : message;
  }

  /** The deepest cause that the network or the JDK gave. */
  private static Throwable rootOf(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null && !(root instanceof IOException)) {
      root = root.getCause();
    }
    return root;
  }

  private static StoreException of(SdkException cause, Kind kind, String sentence) {
    return new StoreException(kind, sentence, cause);
  }

  private static String code(AwsServiceException answer) {
    return Optional.ofNullable(answer.awsErrorDetails()).map(AwsErrorDetails::errorCode).orElse("");
  }
}

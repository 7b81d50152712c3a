package io.snapfleet.devcloud.http;

/** A refusal in the vendor's terms. Nothing was changed when it is thrown. */
public final class ApiError extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;
  private final String id;

  public ApiError(int status, String id, String message) {
    super(message, null, false, false);
    this.status = status;
    this.id = id;
  }

  public static ApiError badRequest(String message) {
    return new ApiError(400, "bad_request", message);
  }

  public static ApiError unauthorized() {
    return new ApiError(401, "unauthorized", "Unable to authenticate you");
  }

  public static ApiError forbidden(String message) {
    return new ApiError(403, "forbidden", message);
  }

  public static ApiError notFound() {
    return new ApiError(404, "not_found", "The resource you were accessing could not be found.");
  }

  public static ApiError conflict(String message) {
    return new ApiError(409, "conflict", message);
  }

  public static ApiError unprocessable(String message) {
    return new ApiError(422, "unprocessable_entity", message);
  }

  public static ApiError tooManyRequests() {
    return new ApiError(429, "too_many_requests", "API Rate limit exceeded.");
  }

  /** A refusal of this status for no reason of the caller's. */
  public static ApiError ofStatus(int status) {
    return switch (status) {
      case 401 -> unauthorized();
      case 404 -> notFound();
      case 429 -> tooManyRequests();
      case 503 -> new ApiError(503, "service_unavailable", "Service is temporarily unavailable");
      default -> new ApiError(status, "server_error", "Unexpected server-side error");
    };
  }

  public int status() {
    return status;
  }

  public String id() {
    return id;
  }

  public String reason() {
    return String.valueOf(getMessage());
  }
}

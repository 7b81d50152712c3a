package io.snapfleet.digitalocean;

import io.snapfleet.provider.api.ProviderException;
import java.time.Duration;
import java.util.Locale;
import java.util.regex.Pattern;

/** Turns what the API refuses, or does not answer, into errors that say what to do. */
final class Refusals {
  private static final Pattern QUOTA =
      Pattern.compile("(exceed|reach|over).*limit|limit.*(exceed|reach)");
  private static final Pattern SOLD_OUT =
      Pattern.compile("(size|region).*(unavailable|not available|capacity)");
  private static final Pattern BUSY =
      Pattern.compile("pending event|locked|in progress|being (created|deleted)");
  private static final Pattern LOOK = Pattern.compile("GET");

  private Refusals() {}

  /** The droplet, or what else, is at something and will be free later. */
  static boolean isBusy(Answer answer) {
    return (answer.status() == 422 || answer.status() == 409 || answer.status() == 423)
        && BUSY.matcher(complaint(answer)).find();
  }

  /**
   * @param doing what was asked for, to complete "DigitalOcean refused to ..."
   */
  static ProviderException of(Answer answer, String doing) {
    String message =
        "DigitalOcean refused to %s: %s (HTTP %d%s)"
            .formatted(
                doing,
                answer.complaint().isEmpty() ? "it does not say why" : answer.complaint(),
                answer.status(),
                answer.requestId().isEmpty() ? "" : ", request id " + answer.requestId());
    boolean quota = QUOTA.matcher(complaint(answer)).find();
    return switch (answer.status()) {
      case 401 -> unauthorized(message);
      case 403 -> quota ? quota(message) : forbidden(answer, message);
      case 404 -> new ProviderException.NotFound(message, "Look at what there is, and plan again.");
      case 409, 423 ->
          quota
              ? quota(message)
              : new ProviderException.Conflict(message, "Remove the cause, then try again.");
      case 429 ->
          new ProviderException.RateLimited(
              message, "Wait, or use a token of its own for Snapfleet.", Duration.ofSeconds(60));
      default -> other(answer, message, quota);
    };
  }

  private static ProviderException other(Answer answer, String message, boolean quota) {
    if (answer.status() >= 500) {
      return new ProviderException.Retryable(
          message,
          "Try again later; https://status.digitalocean.com tells of outages.",
          new IllegalStateException("HTTP " + answer.status()));
    }
    if (quota) {
      return quota(message);
    }
    if (SOLD_OUT.matcher(complaint(answer)).find()) {
      return new ProviderException.InsufficientCapacity(
          message, "Choose another size or region, or try later.");
    }
    return isBusy(answer)
        ? new ProviderException.Conflict(message, "Wait until it is done, then try again.")
        : new ProviderException.Permanent(message, "Change what is asked for.");
  }

  /** No answer to something that may be asked again, and was. */
  static ProviderException silent(Line.Broken broken, String doing) {
    return new ProviderException.Retryable(
        "DigitalOcean could not be asked to %s: %s".formatted(doing, broken.getMessage()),
        "Look at the network and the endpoint, then run the command again.",
        broken);
  }

  /** No answer to something that may have happened. */
  static ProviderException unknown(String doing, Throwable cause) {
    return new ProviderException.Retryable(
        "it is not known whether DigitalOcean did %s, as no answer came".formatted(doing),
        "Run the command again: it looks first, and goes on from what there is.",
        cause);
  }

  private static ProviderException unauthorized(String message) {
    return new ProviderException.Unauthorized(
        message,
        "Make a token at https://cloud.digitalocean.com/account/api/tokens and give it in"
            + " DIGITALOCEAN_TOKEN.");
  }

  private static ProviderException forbidden(Answer answer, String message) {
    return new ProviderException.Unauthorized(
        message, "Use a token with the scope %s, or full access.".formatted(scope(answer.call())));
  }

  private static ProviderException quota(String message) {
    return new ProviderException.QuotaExceeded(
        message, "Ask DigitalOcean for a higher limit, or delete what is not needed.");
  }

  /** The scope a call needs, by the vendor's own naming. */
  static String scope(String call) {
    String[] parts = call.split("[ /]");
    String resource = parts.length > 3 ? parts[3] : "account";
    String noun =
        switch (resource) {
          case "volumes" -> "block_storage";
          case "snapshots" -> "image";
          case "domains" -> "domain";
          default -> resource.replaceAll("s$", "");
        };
    return noun + ":" + verb(parts[0], call);
  }

  private static String verb(String method, String call) {
    if (LOOK.matcher(method).matches()) {
      return "read";
    }
    if (call.contains("/actions") || method.equals("PUT")) {
      return "update";
    }
    return method.equals("POST") ? "create" : "delete";
  }

  private static String complaint(Answer answer) {
    return answer.complaint().toLowerCase(Locale.ROOT);
  }
}

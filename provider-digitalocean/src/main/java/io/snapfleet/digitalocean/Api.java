package io.snapfleet.digitalocean;

import io.snapfleet.provider.api.ProviderException;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Calls of the API: within the rate limit, made again where that is safe, their refusals turned
 * into errors. Thread-safe.
 */
final class Api implements AutoCloseable {
  private static final int ATTEMPTS = 5;
  private static final int PAGE = 200;
  private static final int MOST_PAGES = 1_000;
  private static final Duration FIRST = Duration.ofMillis(250);

  private final Line line;
  private final RateLimiter limiter;
  private final Pause pause;

  Api(Line line, RateLimiter limiter, Pause pause) {
    this.line = line;
    this.limiter = limiter;
    this.pause = pause;
  }

  /** Whether calls have to be saved. */
  boolean limited() {
    return limiter.limited();
  }

  /** A call that may have been carried out, or not. */
  static final class Unknown extends Exception {
    private static final long serialVersionUID = 1L;

    Unknown(String message, @Nullable Throwable cause) {
      super(message, cause);
    }
  }

  Fields get(String path, String doing) {
    return good(again("GET", path, null, doing), doing).fields();
  }

  /** Nothing where it does not exist. */
  Optional<Fields> find(String path, String doing) {
    Answer answer = again("GET", path, null, doing);
    return answer.status() == 404 ? Optional.empty() : Optional.of(good(answer, doing).fields());
  }

  /**
   * All elements of all pages. What comes and goes meanwhile can move others between pages, so a
   * list that is not as long as it says is asked for once more.
   */
  <T> List<T> list(String path, String name, Function<Fields, T> reader, String doing) {
    Pages<T> pages = pages(path, name, reader, doing);
    return pages.whole() ? pages.elements() : pages(path, name, reader, doing).elements();
  }

  private record Pages<T>(List<T> elements, int number, long total) {
    boolean whole() {
      return number == 1 || total == elements.size();
    }
  }

  private <T> Pages<T> pages(String path, String name, Function<Fields, T> reader, String doing) {
    List<T> all = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    String next = path + (path.contains("?") ? "&" : "?") + "per_page=" + PAGE;
    while (seen.add(next)) {
      Fields page = get(next, doing);
      all.addAll(page.neededList(name, reader));
      Optional<String> following = page.object("links").object("pages").optionalText("next");
      if (following.isEmpty() || seen.size() >= MOST_PAGES) {
        long total =
            page.object("meta").optionalNumber("total").map(BigDecimal::longValue).orElse(-1L);
        return new Pages<>(all, seen.size(), total);
      }
      next = pathOf(following.get(), page);
    }
    return new Pages<>(all, seen.size(), all.size());
  }

  /** The rest of a list is asked of the endpoint we know, whatever host the link names. */
  private static String pathOf(String link, Fields page) {
    try {
      URI uri = URI.create(link);
      return uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
    } catch (IllegalArgumentException malformed) {
      throw new ProviderException.Retryable(
          "DigitalOcean's answer to %s names a next page that is none".formatted(page.origin()),
          "Try again; if it stays so, give the request id to DigitalOcean's support.",
          malformed);
    }
  }

  /** What else than a success comes back is the caller's to judge. */
  Answer delete(String path, @Nullable Object body, String doing) {
    return again("DELETE", path, body, doing);
  }

  Fields put(String path, Object body, String doing) {
    return good(again("PUT", path, body, doing), doing).fields();
  }

  /** A change that may be made twice, as a second one finds it made. */
  Answer repeatable(String path, Object body, String doing) {
    return again("POST", path, body, doing);
  }

  /**
   * A change that must not be made twice.
   *
   * @throws Unknown if it may have been made and no answer tells
   */
  Answer post(String path, Object body, String doing) throws Unknown {
    for (int attempt = 1; ; attempt++) {
      limiter.admit("POST " + path);
      try {
        Answer answer = line.send("POST", path, Wire.json(body));
        limiter.learn(answer);
        if (answer.status() >= 500) {
          throw new Unknown(answer.origin(), null);
        }
        if (answer.status() != 429 || attempt >= ATTEMPTS) {
          return answer;
        }
      } catch (Line.Broken broken) {
        if (broken.maybeReceived()) {
          throw new Unknown("POST " + path, broken);
        }
        if (attempt >= ATTEMPTS) {
          throw Refusals.silent(broken, doing);
        }
      }
      pause.now(jitter(attempt), doing);
    }
  }

  private Answer again(String method, String path, @Nullable Object body, String doing) {
    String json = body == null ? null : Wire.json(body);
    for (int attempt = 1; ; attempt++) {
      limiter.admit(method + " " + path);
      try {
        Answer answer = line.send(method, path, json);
        limiter.learn(answer);
        if (!answer.passing() || attempt >= ATTEMPTS) {
          return answer;
        }
      } catch (Line.Broken broken) {
        if (attempt >= ATTEMPTS) {
          throw Refusals.silent(broken, doing);
        }
      }
      pause.now(jitter(attempt), doing);
    }
  }

  static Answer good(Answer answer, String doing) {
    if (!answer.good()) {
      throw Refusals.of(answer, doing);
    }
    return answer;
  }

  /** Anything up to a bound that doubles, so that many who failed together do not return so. */
  private static Duration jitter(int attempt) {
    long bound = FIRST.toMillis() << (attempt - 1);
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(bound) + 1);
  }

  @Override
  public void close() {
    line.close();
  }
}

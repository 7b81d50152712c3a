package io.snapfleet.cli.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.snapfleet.fleet.operate.OperationException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A fleet's site as a visitor sees it. Thread-safe. */
final class Site {
  private static final int TIMEOUT_MILLIS = (int) Duration.ofSeconds(20).toMillis();

  private static final String LOOK = "look at it in a browser, and at 'snapfleet status'";

  private final String url;

  Site(String url) {
    this.url = url;
  }

  /**
   * A page.
   *
   * @param servedBy the web machine that made it, as the load balancer tells; null when it does not
   */
  record Page(int status, String text, @Nullable String servedBy) {}

  Page frontPage() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) new URI(url + "/").toURL().openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      int status = connection.getResponseCode();
      try (InputStream body =
          status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
        String text = body == null ? "" : new String(body.readAllBytes(), UTF_8);
        return new Page(status, text, connection.getHeaderField("X-Served-By"));
      }
    } catch (IOException unreachable) {
      throw new OperationException(
          OperationException.Kind.FAILED,
          "the site does not answer: " + unreachable.getMessage(),
          url,
          LOOK,
          unreachable);
    } catch (URISyntaxException malformed) {
      throw new IllegalArgumentException("not a URL: " + url, malformed);
    }
  }

  /** Fails unless the front page answers 200. */
  void mustAnswer() {
    Page page = frontPage();
    if (page.status() != 200) {
      throw failed("the front page answers with status " + page.status());
    }
  }

  /**
   * Fails unless the front page answers 200 and shows {@code text}.
   *
   * @param text of letters and blanks alone: pages escape other characters, or make finer ones
   */
  void mustShow(String text) {
    Page page = frontPage();
    if (page.status() != 200 || !page.text().contains(text)) {
      throw failed("the front page (status %d) does not show '%s'".formatted(page.status(), text));
    }
  }

  private OperationException failed(String what) {
    return new OperationException(OperationException.Kind.FAILED, what, url, LOOK);
  }

  /**
   * Asks until {@code machines} different machines have answered, or {@code requests} were made.
   */
  Set<String> servedBy(int machines, int requests) {
    Set<String> names = new HashSet<>();
    for (int request = 0; request < requests && names.size() < machines; request++) {
      Page page = frontPage();
      if (page.status() == 200 && page.servedBy() != null) {
        names.add(page.servedBy());
      }
    }
    return names;
  }
}

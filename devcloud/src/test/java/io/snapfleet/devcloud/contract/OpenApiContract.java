package io.snapfleet.devcloud.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.SimpleRequest;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.atlassian.oai.validator.report.LevelResolverFactory;
import com.atlassian.oai.validator.report.ValidationReport;
import io.snapfleet.devcloud.Exchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/**
 * Checks requests and answers against DigitalOcean's description of its API, as a listener of a
 * devcloud. A request that was answered as wrong is not checked, for tests send wrong ones on
 * purpose; the answer always is. Thread-safe.
 *
 * <p>The description is the one in the test-jar, or the file or directory that the system property
 * {@code snapfleet.openapi} names.
 */
public final class OpenApiContract implements Consumer<Exchange> {
  private static final Set<Integer> ANSWERED_AS_WRONG = Set.of(400, 401, 422);

  /** Loaded once: it takes longer than most tests. */
  private static final class Description {
    static final OpenApiInteractionValidator VALIDATOR =
        OpenApiInteractionValidator.createForInlineApiSpecification(text())
            .withLevelResolver(LevelResolverFactory.withAdditionalPropertiesIgnored())
            .build();

    private static String text() {
      String given = System.getProperty("snapfleet.openapi", "");
      try {
        return given.isEmpty() ? ownCopy() : Files.readString(file(Path.of(given)));
      } catch (IOException missing) {
        throw new UncheckedIOException("the description of the API cannot be read", missing);
      }
    }

    private static Path file(Path given) {
      return Files.isDirectory(given) ? given.resolve("digitalocean.yaml") : given;
    }

    private static String ownCopy() throws IOException {
      try (InputStream packed =
              OpenApiContract.class.getResourceAsStream("/openapi/digitalocean.yaml.gz");
          InputStream text = new GZIPInputStream(packed)) {
        return new String(text.readAllBytes(), StandardCharsets.UTF_8);
      }
    }
  }

  private final List<String> breaches = new CopyOnWriteArrayList<>();
  private final boolean withRequests;
  private final AtomicInteger checked = new AtomicInteger();

  /** Checks both sides. */
  public OpenApiContract() {
    this(true);
  }

  private OpenApiContract(boolean withRequests) {
    this.withRequests = withRequests;
  }

  /** For clients that are not ours, and send what the vendor does not describe but accepts. */
  public static OpenApiContract ofAnswersAlone() {
    return new OpenApiContract(false);
  }

  @Override
  public void accept(Exchange exchange) {
    checked.incrementAndGet();
    if (withRequests) {
      breaches.addAll(ofRequest(exchange));
    }
    breaches.addAll(ofAnswer(exchange));
  }

  /** Fails with all breaches, or when nothing was checked. */
  public void assertKept() {
    assertThat(breaches).as("breaches of the vendor's description").isEmpty();
    assertThat(checked.get()).as("exchanges that were checked").isPositive();
  }

  private static List<String> ofRequest(Exchange exchange) {
    return ANSWERED_AS_WRONG.contains(exchange.status())
        ? List.of()
        : told(exchange, "request", Description.VALIDATOR.validateRequest(request(exchange)));
  }

  private static List<String> ofAnswer(Exchange exchange) {
    return exchange.status() == 0
        ? List.of()
        : told(
            exchange,
            "answer",
            Description.VALIDATOR.validateResponse(
                path(exchange), request(exchange).getMethod(), response(exchange)));
  }

  private static List<String> told(Exchange exchange, String what, ValidationReport report) {
    return report.getMessages().stream()
        .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
        .filter(message -> !isTakenForJson(message))
        .map(message -> what + " of " + exchange + ": " + message.getMessage())
        .toList();
  }

  /**
   * The validator reads a parameter that may be a string or a number as JSON, which a string
   * without quotes is not.
   */
  private static boolean isTakenForJson(ValidationReport.Message message) {
    return message.getKey().startsWith("validation.request.parameter")
        && message.getMessage().startsWith("Unable to parse JSON");
  }

  /** The description's paths have no trailing slash; the vendor does not mind one. */
  private static String path(Exchange exchange) {
    return exchange.path().replaceFirst("/+$", "");
  }

  private static SimpleRequest request(Exchange exchange) {
    SimpleRequest.Builder builder = new SimpleRequest.Builder(exchange.method(), path(exchange));
    exchange.requestHeaders().forEach(builder::withHeader);
    for (String pair : exchange.query().split("&")) {
      String[] parts = pair.split("=", 2);
      if (parts.length == 2) {
        builder.withQueryParam(decode(parts[0]), decode(parts[1]));
      }
    }
    if (!exchange.requestBody().isEmpty()) {
      builder.withBody(exchange.requestBody());
    }
    return builder.build();
  }

  private static SimpleResponse response(Exchange exchange) {
    SimpleResponse.Builder builder = new SimpleResponse.Builder(exchange.status());
    exchange.responseHeaders().forEach(builder::withHeader);
    if (!exchange.responseBody().isEmpty()) {
      builder.withBody(exchange.responseBody());
    }
    return builder.build();
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}

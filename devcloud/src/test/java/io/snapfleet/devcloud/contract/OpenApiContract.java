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
import java.util.stream.Stream;
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
  private final AtomicInteger checked = new AtomicInteger();

  @Override
  public void accept(Exchange exchange) {
    checked.incrementAndGet();
    breaches.addAll(breaches(exchange));
  }

  /** Fails with all breaches, or when nothing was checked. */
  public void assertKept() {
    assertThat(breaches).as("breaches of the vendor's description").isEmpty();
    assertThat(checked.get()).as("exchanges that were checked").isPositive();
  }

  /** What is wrong with an exchange, in sentences. */
  public static List<String> breaches(Exchange exchange) {
    Stream<String> ofRequest =
        ANSWERED_AS_WRONG.contains(exchange.status())
            ? Stream.of()
            : told(exchange, "request", Description.VALIDATOR.validateRequest(request(exchange)));
    Stream<String> ofAnswer =
        exchange.status() == 0
            ? Stream.of()
            : told(
                exchange,
                "answer",
                Description.VALIDATOR.validateResponse(
                    path(exchange), request(exchange).getMethod(), response(exchange)));
    return Stream.concat(ofRequest, ofAnswer).toList();
  }

  private static Stream<String> told(Exchange exchange, String what, ValidationReport report) {
    return report.getMessages().stream()
        .filter(message -> message.getLevel() == ValidationReport.Level.ERROR)
        .map(message -> what + " of " + exchange + ": " + message.getMessage());
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

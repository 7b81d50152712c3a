package io.snapfleet.devcloud.http;

import io.snapfleet.devcloud.Exchange;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One line of JSON for every exchange: what was asked and how it ended. Headers and bodies, and so
 * tokens, keys and user data, are never in it. Thread-safe.
 */
public final class RequestLog implements Consumer<Exchange>, AutoCloseable {
  private static final long LARGE = 64L << 20;

  private final BufferedWriter writer;
  private final Clock clock;

  /**
   * Appends to the file; one that grew large is put aside, in place of the one put aside before.
   */
  public RequestLog(Path file, Clock clock) {
    this.clock = clock;
    try {
      if (Files.exists(file) && Files.size(file) > LARGE) {
        Path aside = file.resolveSibling(file.getFileName() + ".1");
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      }
      writer = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException refused) {
      throw new UncheckedIOException("the request log " + file + " cannot be written", refused);
    }
  }

  @Override
  public void accept(Exchange exchange) {
    ObjectNode line = JsonMapper.shared().createObjectNode();
    line.put("at", clock.instant().toString()).put("method", exchange.method());
    line.put("path", exchange.path()).put("query", exchange.query());
    line.put("status", exchange.status()).put("ms", exchange.took().toMillis());
    line.put("request_id", exchange.requestId());
    write(line.toString());
  }

  private synchronized void write(String line) {
    try {
      writer.append(line).append('\n');
      writer.flush();
    } catch (IOException refused) {
      throw new UncheckedIOException("the request log cannot be written", refused);
    }
  }

  @Override
  public synchronized void close() {
    try {
      writer.close();
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }
}

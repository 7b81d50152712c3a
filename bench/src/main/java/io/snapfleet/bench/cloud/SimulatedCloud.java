package io.snapfleet.bench.cloud;

import io.snapfleet.bench.measure.BenchException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A devcloud with simulated droplets, as a process of its own. */
public final class SimulatedCloud implements AutoCloseable {
  private static final int GRACE_SECONDS = 20;

  private final Process process;
  private final String endpoint;
  private final String token;
  private final Path requestLog;

  private SimulatedCloud(Process process, JsonNode running) {
    this.process = process;
    this.endpoint = running.path("endpoint").asString();
    this.token = running.path("token").asString();
    this.requestLog = Path.of(running.path("requestLog").asString());
  }

  /** Starts one that may have so many droplets in a directory; it answers when this returns. */
  public static SimulatedCloud start(
      Path program, Path directory, int droplets, List<String> options) {
    List<String> words =
        new ArrayList<>(
            List.of(
                program.toString(),
                "devcloud",
                "start",
                "--json",
                "--port",
                "0",
                "--droplet-limit",
                Integer.toString(droplets),
                "--state",
                directory.resolve("devcloud").toString()));
    words.addAll(options);
    try {
      ProcessBuilder builder =
          new ProcessBuilder(words).redirectError(directory.resolve("devcloud.err").toFile());
      builder.environment().put("SNAPFLEET_HOME", directory.resolve("devcloud-home").toString());
      Process process = builder.start();
      return new SimulatedCloud(process, firstObject(process.getInputStream()));
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  /** The flat object that it prints when it answers. */
  private static JsonNode firstObject(InputStream output) throws IOException {
    StringBuilder text = new StringBuilder();
    for (int read = output.read(); read != '}'; read = output.read()) {
      if (read < 0) {
        throw new BenchException("the devcloud ended before it answered");
      }
      text.append((char) read);
    }
    return JsonMapper.shared().readTree(text.append('}').toString());
  }

  public String endpoint() {
    return endpoint;
  }

  public String token() {
    return token;
  }

  /** How many requests it has answered. */
  public long calls() {
    try (Stream<String> lines = Files.lines(requestLog)) {
      return lines.count();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

package io.snapfleet.e2e;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A devcloud with real machines, which runs until it is closed. */
record RunningDevcloud(Child process, String endpoint, String token) implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(3);

  /**
   * @param directory gets {@code cloud}, where its state is, and {@code home}
   */
  static RunningDevcloud startIn(Path directory) {
    Child process =
        new Program(directory.resolve("home"))
            .start(
                "devcloud",
                "start",
                "--json",
                "--machines=local",
                "--local=base-cache=" + TestHome.baseCache(),
                "--port=0",
                "--state=" + directory.resolve("cloud"));
    await().atMost(START).until(() -> process.outputSoFar().contains("}"));
    JsonNode running = JsonMapper.shared().readTree(process.outputSoFar());
    return new RunningDevcloud(
        process, running.get("endpoint").asString(), running.get("token").asString());
  }

  @Override
  public void close() {
    process.end();
  }
}

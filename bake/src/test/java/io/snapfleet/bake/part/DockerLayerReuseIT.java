package io.snapfleet.bake.part;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** With docker, whose daemon runs for these tests alone. */
class DockerLayerReuseIT extends LayerReuseContract {
  private static DockerDaemon daemon;

  @BeforeAll
  static void start() throws IOException {
    daemon = new DockerDaemon();
  }

  @AfterAll
  static void stop() throws Exception {
    daemon.close();
  }

  @Override
  Map<String, String> environment() {
    return daemon.environment();
  }
}

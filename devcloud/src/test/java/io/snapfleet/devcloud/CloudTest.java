package io.snapfleet.devcloud;

import io.snapfleet.devcloud.Pace.Span;
import io.snapfleet.devcloud.contract.OpenApiContract;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/**
 * A devcloud whose time the test moves, every exchange with which is held against the vendor's
 * description.
 */
abstract class CloudTest {
  static final Duration BOOT = Duration.ofSeconds(30);
  static final Duration ACTION = Duration.ofSeconds(5);
  static final Duration SNAPSHOT = Duration.ofSeconds(60);
  static final Pace PACE = new Pace(Span.ofMillis(0, 0), span(BOOT), span(ACTION), span(SNAPSHOT));

  final MovableClock clock = new MovableClock();
  private final OpenApiContract contract = new OpenApiContract();
  @TempDir Path directory;
  DevCloud cloud;
  ApiClient api;

  private static Span span(Duration duration) {
    return new Span(duration, duration);
  }

  DevCloudSettings settings() {
    return DevCloudSettings.in(directory).withPace(PACE).withClock(clock);
  }

  @BeforeEach
  void open() {
    cloud = DevCloud.start(settings());
    cloud.listen(contract);
    api = new ApiClient(cloud.endpoint(), cloud.token());
  }

  @AfterEach
  void closeAndCheck() {
    close();
    contract.assertKept();
  }

  void close() {
    api.close();
    cloud.close();
  }

  /** A droplet's id; it is still new. */
  String createDroplet(String name) {
    return api.post("/v2/droplets", droplet(name)).text("/droplet/id");
  }

  /** A droplet that is active. */
  String runDroplet(String name) {
    String id = createDroplet(name);
    clock.advance(BOOT);
    return id;
  }

  static String droplet(String name) {
    return """
        {"name": "%s", "region": "lon1", "size": "s-1vcpu-1gb", "image": "debian-12-x64",
         "tags": ["fleet:blog"]}
        """
        .formatted(name);
  }
}

package io.snapfleet.digitalocean;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.devcloud.DevCloud;
import io.snapfleet.devcloud.DevCloudSettings;
import io.snapfleet.devcloud.Exchange;
import io.snapfleet.provider.api.BootIdentity;
import io.snapfleet.provider.api.Compute;
import io.snapfleet.provider.api.ImageId;
import io.snapfleet.provider.api.MachineRequest;
import io.snapfleet.provider.api.Network;
import io.snapfleet.provider.api.Tags;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** A devcloud and a provider that speaks with it, with short waits. */
final class TestCloud implements AutoCloseable {
  static final Timing QUICK =
      new Timing(
          Duration.ofSeconds(2),
          Duration.ofMillis(30),
          Duration.ofSeconds(3),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(10),
          Duration.ofSeconds(5));
  static final String KEY =
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIB1sDrtIrGYwmwpqvbsEbUdpGtULKOrWmY25DZiWyHeq test";

  private final DevCloud cloud;
  private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
  private final DigitalOceanProvider provider;

  TestCloud(Path directory) {
    this(DevCloudSettings.in(directory));
  }

  TestCloud(DevCloudSettings settings) {
    cloud = DevCloud.start(settings);
    cloud.listen(exchanges::add);
    provider = open(cloud.token());
  }

  DigitalOceanProvider open(String token) {
    return open(token, Map.of());
  }

  DigitalOceanProvider open(String token, Map<String, String> more) {
    return open(token, more, QUICK);
  }

  DigitalOceanProvider open(String token, Map<String, String> more, Timing timing) {
    Map<String, String> options = new HashMap<>(more);
    options.putIfAbsent("region", "lon1");
    options.putIfAbsent("endpoint", cloud.endpoint().toString());
    return new DigitalOceanProvider(
        DigitalOceanSettings.of(options),
        new ApiToken(token),
        Clock.systemUTC(),
        Pause.SLEEP,
        timing);
  }

  /** Adds a domain to the account, as its owner would. */
  void addDomain(String name) {
    post("/v2/domains", "{\"name\":\"" + name + "\"}");
  }

  /** Makes something in the account without our doing, as its owner would. */
  void post(String path, String json) {
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(cloud.endpoint().resolve(path))
              .header("Authorization", "Bearer " + cloud.token())
              .header("Content-Type", "application/json")
              .POST(HttpRequest.BodyPublishers.ofString(json))
              .build();
      assertThat(http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode())
          .isBetween(200, 202);
    } catch (IOException | InterruptedException broken) {
      throw new AssertionError(broken);
    }
  }

  DevCloud devcloud() {
    return cloud;
  }

  DigitalOceanProvider provider() {
    return provider;
  }

  Compute compute() {
    return provider.compute();
  }

  List<Exchange> exchanges() {
    return exchanges;
  }

  long calls(String method, String path) {
    return exchanges.stream()
        .filter(one -> one.method().equals(method) && one.path().equals(path))
        .count();
  }

  static Tags tags() {
    return Tags.ofFleet("blog").with(Tags.TIER, "web").with(Tags.OPERATION, "op-1");
  }

  Network network() {
    return provider.networks().create("blog-net", tags());
  }

  MachineRequest request(String name) {
    return request(name, compute().baseImage(progress -> {}).id(), "small");
  }

  MachineRequest request(String name, ImageId image, String size) {
    return new MachineRequest(
        name,
        tags().with(Tags.MACHINE, name),
        image,
        size,
        network().id(),
        new BootIdentity(name, "PRIVATE", KEY, List.of(KEY)),
        List.of(),
        List.of());
  }

  @Override
  public void close() {
    provider.close();
    cloud.close();
  }
}

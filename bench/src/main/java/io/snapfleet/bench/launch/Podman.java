package io.snapfleet.bench.launch;

import io.snapfleet.bench.measure.BenchException;
import io.snapfleet.bench.measure.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The podman service of a home, asked over its socket with curl: the same service, and less work a
 * call than the podman command takes, so that the peer is as fast as it can be.
 */
final class Podman {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String PREFIX = "http://podman/v4.0.0/libpod";
  private static final Duration LIMIT = Duration.ofMinutes(1);

  private final String socket;

  private Podman(String socket) {
    this.socket = socket;
  }

  /** Finds the service by what it was started with: the home's own root directory. */
  static Podman of(Path home) {
    String root = home.resolve("local/podman/root").toString();
    return ProcessHandle.allProcesses()
        .map(process -> process.info().arguments().orElse(new String[0]))
        .filter(arguments -> Arrays.asList(arguments).contains(root))
        .flatMap(Stream::of)
        .filter(argument -> argument.startsWith("unix://"))
        .findFirst()
        .map(address -> new Podman(address.substring("unix://".length())))
        .orElseThrow(() -> new BenchException("no podman service runs for " + home));
  }

  /** The name of the network that this address is in. */
  String networkOf(String address) {
    String prefix = address.substring(0, address.lastIndexOf('.') + 1);
    return get("/networks/json")
        .valueStream()
        .filter(
            network ->
                network.findValuesAsString("subnet").stream()
                    .anyMatch(subnet -> subnet.startsWith(prefix)))
        .map(network -> network.path("name").asString())
        .findFirst()
        .orElseThrow(() -> new BenchException("no network of podman has the address " + address));
  }

  void create(Map<String, Object> container) {
    call(JSON.writeValueAsString(container), "POST", "/containers/create");
  }

  void start(String name) {
    call("", "POST", "/containers/" + name + "/start");
  }

  void remove(String name) {
    call("", "DELETE", "/containers/" + name + "?force=true&timeout=0&ignore=true");
  }

  private JsonNode get(String path) {
    return JSON.readTree(call("", "GET", path));
  }

  private String call(String body, String method, String path) {
    List<String> words =
        new ArrayList<>(
            List.of("curl", "--silent", "--show-error", "--fail", "--unix-socket", socket));
    words.addAll(List.of("--request", method, PREFIX + path));
    if (!body.isEmpty()) {
      words.addAll(List.of("--header", "Content-Type: application/json", "--data-binary", "@-"));
    }
    return Program.start(Map.of(), body, words).end(LIMIT).output();
  }
}

package io.snapfleet.local;

import io.snapfleet.provider.api.ProviderException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.io.HttpClientConnectionManager;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.ParseException;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The few calls we make to podman's own HTTP interface ("libpod"), over its socket.
 *
 * <p>They run on threads of the system: once a virtual thread has waited for a socket, the JVM
 * keeps a thread of its own that polls, and waits 300 ms for that one when the process ends.
 */
final class PodmanApi implements AutoCloseable {
  private record Answer(int status, String body) {
    boolean good() {
      return status >= 200 && status < 300;
    }
  }

  private static final String PREFIX = "/v4.0.0/libpod";
  private static final HttpHost PODMAN = new HttpHost("podman");
  private static final int CONNECTIONS = 64;
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final CloseableHttpClient http;
  private final ExecutorService threads =
      Executors.newCachedThreadPool(Thread.ofPlatform().daemon().name("podman-", 0).factory());

  /** Loads what asking podman for the first time would wait for. Asks nobody. */
  static void prepare() {
    new PodmanApi(Path.of("/nowhere")).close();
  }

  PodmanApi(Path socket) {
    http =
        HttpClients.custom()
            .setUserAgent("snapfleet")
            .setConnectionManager(connections())
            .setDefaultRequestConfig(
                RequestConfig.custom()
                    .setUnixDomainSocket(socket)
                    .setResponseTimeout(Timeout.of(Deadlines.ENGINE_ANSWER))
                    .build())
            .disableAutomaticRetries()
            .disableRedirectHandling()
            .disableContentCompression()
            .disableCookieManagement()
            .disableAuthCaching()
            .build();
  }

  /** None with TLS, for which the client would read lists of authorities and of domains first. */
  private static HttpClientConnectionManager connections() {
    var withoutTls =
        new DefaultHttpClientConnectionOperator(
            null, null, RegistryBuilder.<TlsSocketStrategy>create().build());
    var connections =
        new PoolingHttpClientConnectionManager(
            withoutTls,
            PoolConcurrencyPolicy.STRICT,
            PoolReusePolicy.LIFO,
            TimeValue.NEG_ONE_MILLISECOND,
            null);
    connections.setMaxTotal(CONNECTIONS);
    connections.setDefaultMaxPerRoute(CONNECTIONS);
    return connections;
  }

  /** Whether podman answers at all. */
  boolean answers() {
    try {
      return call("GET", "/_ping", Map.of()).good();
    } catch (ProviderException.Retryable silent) {
      return false;
    }
  }

  /** Makes a network; one of this name that is there already is left as it is. */
  void createNetwork(NetworkRecord network) {
    Answer there = call("GET", "/networks/" + network.id() + "/exists", Map.of());
    if (there.good()) {
      return;
    }
    Map<String, Object> subnet = Map.of("subnet", network.cidr(), "gateway", network.gateway());
    require(
        "create network " + network.name(),
        call(
            "POST",
            "/networks/create",
            Map.of(
                "name", network.id(),
                "driver", "bridge",
                "network_interface", network.bridge(),
                "dns_enabled", false,
                "subnets", List.of(subnet))));
  }

  void removeNetwork(String id) {
    removed("remove network " + id, call("DELETE", "/networks/" + id, Map.of()));
  }

  void create(String name, Map<String, Object> spec) {
    require("create machine " + name, call("POST", "/containers/create", spec));
  }

  void start(MachineRecord machine) {
    Answer answer = call("POST", "/containers/" + machine.id() + "/start", Map.of());
    require("start machine " + machine.name(), answer);
  }

  /** Has a machine shut down, and ends it by force if it does not; one that is stopped stays so. */
  void stop(MachineRecord machine) {
    String query = "?timeout=" + Deadlines.MACHINE_STOP.toSeconds();
    require(
        "stop machine " + machine.name(),
        call("POST", "/containers/" + machine.id() + "/stop" + query, Map.of()));
  }

  /** Ends a container at once and removes it; one that is gone already is no error. */
  void remove(String id) {
    removed(
        "delete machine " + id,
        call("DELETE", "/containers/" + id + "?force=true&timeout=0&ignore=true", Map.of()));
  }

  void pause(String id) {
    require("pause machine " + id, call("POST", "/containers/" + id + "/pause", Map.of()));
  }

  void unpause(String id) {
    require("resume machine " + id, call("POST", "/containers/" + id + "/unpause", Map.of()));
  }

  /** The state podman gives every container, by name. */
  Map<String, String> states() {
    Answer answer = require("list machines", call("GET", "/containers/json?all=true", Map.of()));
    Map<String, String> states = new HashMap<>();
    for (JsonNode container : JSON.readTree(answer.body())) {
      String name = container.path("Names").path(0).asString();
      states.put(name, container.path("State").asString());
    }
    return states;
  }

  @Override
  public void close() {
    threads.shutdown();
    try {
      http.close();
    } catch (IOException unimportant) {
      // Nothing is lost with a connection that does not close.
    }
  }

  private Answer call(String method, String path, Map<String, Object> body) {
    var request = ClassicRequestBuilder.create(method).setPath(PREFIX + path);
    if (!body.isEmpty()) {
      request.setEntity(JSON.writeValueAsBytes(body), ContentType.APPLICATION_JSON);
    }
    Future<Answer> answer = threads.submit(() -> exchange(request.build()));
    try {
      return answer.get();
    } catch (ExecutionException broken) {
      throw silent(Objects.requireNonNull(broken.getCause()));
    } catch (InterruptedException interrupted) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw silent(interrupted);
    }
  }

  private Answer exchange(ClassicHttpRequest request) throws IOException {
    return http.execute(PODMAN, request, PodmanApi::answer);
  }

  private static Answer answer(ClassicHttpResponse response) throws IOException, ParseException {
    HttpEntity body = response.getEntity();
    String text = body == null ? "" : EntityUtils.toString(body, StandardCharsets.UTF_8);
    return new Answer(response.getCode(), text);
  }

  private static ProviderException silent(Throwable cause) {
    return new ProviderException.Retryable(
        "podman does not answer on its socket: " + cause.getMessage(),
        "try again; if it persists, see service.log in the home's local/podman directory",
        cause);
  }

  private static Answer require(String what, Answer answer) {
    if (!answer.good() && answer.status() != 304) {
      throw refusal(what, message(answer));
    }
    return answer;
  }

  private static void removed(String what, Answer answer) {
    if (answer.status() != 404) {
      require(what, answer);
    }
  }

  private static ProviderException refusal(String what, String message) {
    if (message.contains("address already in use")) {
      return new ProviderException.Conflict(
          "podman cannot " + what + ": " + message,
          "find the process that has the port with 'ss -ltnp' and stop it, or publish another port");
    }
    if (message.contains("no space left on device")) {
      return new ProviderException.InsufficientCapacity(
          "podman cannot " + what + ": the disk is full", "delete images you do not need");
    }
    return new ProviderException.Permanent(
        "podman cannot " + what + ": " + message, "run 'snapfleet doctor' to check this computer");
  }

  private static String message(Answer answer) {
    try {
      return JSON.readTree(answer.body()).path("message").asString("status " + answer.status());
    } catch (JacksonException garbled) {
      return "status " + answer.status();
    }
  }
}

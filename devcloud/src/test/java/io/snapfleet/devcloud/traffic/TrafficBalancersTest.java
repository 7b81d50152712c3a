package io.snapfleet.devcloud.traffic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.snapfleet.devcloud.traffic.BalancerOrder.Rule;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Machines are HTTP servers at loopback addresses that answer with their address. */
class TrafficBalancersTest {
  private static final String ADDRESS = "127.77.255.1";
  private static final String FIRST = "127.77.255.11";
  private static final String SECOND = "127.77.255.12";
  private static final Duration SOON = Duration.ofSeconds(10);

  private final TrafficBalancers balancers = new TrafficBalancers();
  private final List<HttpServer> machines = new ArrayList<>();
  private final Set<String> sick = ConcurrentHashMap.newKeySet();
  private int port;
  private int machinePort;

  @BeforeEach
  void choosePorts() throws IOException {
    port = freePort();
    machinePort = freePort();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @AfterEach
  void stop() {
    balancers.close();
    machines.forEach(machine -> machine.stop(0));
  }

  @Test
  void healthyMembersTakeTurns() throws IOException {
    machine(FIRST);
    machine(SECOND);

    balancers.follow(List.of(order("/health", Map.of("1", FIRST, "2", SECOND))));

    awaitAnswersOf(Set.of(FIRST, SECOND));
  }

  @Test
  void aSickMemberGetsNothingUntilItIsWell() throws IOException {
    machine(FIRST);
    machine(SECOND);
    sick.add(SECOND);
    balancers.follow(List.of(order("/health", Map.of("1", FIRST, "2", SECOND))));
    awaitAnswersOf(Set.of(FIRST));

    sick.remove(SECOND);
    awaitAnswersOf(Set.of(FIRST, SECOND));

    sick.add(FIRST);
    awaitAnswersOf(Set.of(SECOND));
  }

  @Test
  void whoIsNoMemberAnyMoreGetsNothing() throws IOException {
    machine(FIRST);
    machine(SECOND);
    balancers.follow(List.of(order("/health", Map.of("1", FIRST, "2", SECOND))));
    awaitAnswersOf(Set.of(FIRST, SECOND));

    balancers.follow(List.of(order("/health", Map.of("2", SECOND))));

    assertThat(answers()).containsExactly(SECOND);
  }

  @Test
  void aPortThatTakesConnectionsIsHealthWhereNoPathIsAsked() throws IOException {
    machine(FIRST);
    sick.add(FIRST);

    balancers.follow(List.of(order("", Map.of("1", FIRST))));

    awaitAnswersOf(Set.of(FIRST));
  }

  @Test
  void withoutAHealthyMemberVisitorsAreToldSo() {
    balancers.follow(List.of(order("/health", Map.of("1", FIRST))));

    await().atMost(SOON).until(() -> answers().equals(Set.of("503")));
  }

  @Test
  void oneThatIsGoneListensNoMore() throws IOException {
    machine(FIRST);
    balancers.follow(List.of(order("/health", Map.of("1", FIRST))));
    awaitAnswersOf(Set.of(FIRST));

    balancers.follow(List.of());

    assertThat(answers()).containsExactly("nobody");
  }

  @Test
  void anAddressThatOthersCouldReachIsNotListenedOn() {
    balancers.follow(
        List.of(
            new BalancerOrder(
                "b", "b", "0.0.0.0", List.of(new Rule(port, 80, true)), check(""), Map.of())));

    assertThat(answers()).containsExactly("nobody");
  }

  private void machine(String address) throws IOException {
    HttpServer machine = HttpServer.create(new InetSocketAddress(address, machinePort), 0);
    machine.createContext(
        "/",
        exchange -> {
          boolean well =
              !exchange.getRequestURI().getPath().equals("/health") || !sick.contains(address);
          byte[] body = address.getBytes(UTF_8);
          exchange.getResponseHeaders().set("Connection", "close");
          exchange.sendResponseHeaders(well ? 200 : 503, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    machine.start();
    machines.add(machine);
  }

  private BalancerOrder order(String healthPath, Map<String, String> members) {
    return new BalancerOrder(
        "b",
        "balancer",
        ADDRESS,
        List.of(new Rule(port, machinePort, true)),
        check(healthPath),
        members);
  }

  private HealthCheck check(String path) {
    return new HealthCheck(machinePort, path, Duration.ofMillis(20), Duration.ofSeconds(1), 2, 2);
  }

  private void awaitAnswersOf(Set<String> expected) {
    await().atMost(SOON).untilAsserted(() -> assertThat(answers()).isEqualTo(expected));
  }

  /** Who answers some visits, each of a new client; a status where it is not 200. */
  private Set<String> answers() {
    Set<String> answers = new HashSet<>();
    IntStream.range(0, 4).forEach(visit -> answers.add(answer()));
    return answers;
  }

  private String answer() {
    URI uri = URI.create("http://%s:%d/".formatted(ADDRESS, port));
    try (HttpClient visitor = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          visitor.send(
              HttpRequest.newBuilder(uri).timeout(SOON).build(),
              HttpResponse.BodyHandlers.ofString());
      return answer.statusCode() == 200 ? answer.body() : "" + answer.statusCode();
    } catch (ConnectException refused) {
      return "nobody";
    } catch (IOException | InterruptedException broken) {
      throw new AssertionError(broken);
    }
  }
}

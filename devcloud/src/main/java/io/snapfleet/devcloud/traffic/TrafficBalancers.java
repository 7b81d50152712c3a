package io.snapfleet.devcloud.traffic;

import java.net.http.HttpClient;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All load balancers that carry traffic. Thread-safe. */
public final class TrafficBalancers implements AutoCloseable {
  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, TrafficBalancer> running = new HashMap<>();

  /** Lets there be exactly these. */
  public synchronized void follow(List<BalancerOrder> orders) {
    Map<String, BalancerOrder> wanted =
        orders.stream().collect(Collectors.toMap(BalancerOrder::id, Function.identity()));
    running
        .entrySet()
        .removeIf(
            one -> {
              BalancerOrder order = wanted.get(one.getKey());
              boolean goes = order == null || !one.getValue().follow(order);
              if (goes) {
                one.getValue().close();
              }
              return goes;
            });
    wanted.forEach(
        (id, order) -> running.computeIfAbsent(id, key -> new TrafficBalancer(http, order)));
  }

  @Override
  public synchronized void close() {
    running.values().forEach(TrafficBalancer::close);
    running.clear();
    http.shutdownNow();
  }
}

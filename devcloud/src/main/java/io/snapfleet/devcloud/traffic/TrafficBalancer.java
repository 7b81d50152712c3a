package io.snapfleet.devcloud.traffic;

import java.io.IOException;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One load balancer: healthy members take turns with connections. Thread-safe. */
final class TrafficBalancer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(TrafficBalancer.class.getName());

  private final HttpClient http;
  private final AtomicInteger turns = new AtomicInteger();
  private final List<Entrance> entrances = new ArrayList<>();
  private BalancerOrder order;
  private volatile Map<String, Member> members = Map.of();

  /** Listens; a port that is taken is left out, which is logged. */
  TrafficBalancer(HttpClient http, BalancerOrder order) {
    this.http = http;
    this.order = order;
    for (BalancerOrder.Rule rule : order.rules()) {
      try {
        entrances.add(new Entrance(order.address(), rule, this::healthyInTurn));
      } catch (IOException taken) {
        LOG.log(
            System.Logger.Level.ERROR,
            "load balancer %s takes no requests: nothing can listen on port %d of %s: %s"
                .formatted(order.name(), rule.port(), order.address(), taken.getMessage()));
      }
    }
    follow(order);
  }

  /** Takes these members; false where more than they has changed. */
  synchronized boolean follow(BalancerOrder next) {
    if (!order.isLike(next)) {
      return false;
    }
    Map<String, Member> old = members;
    Map<String, Member> now = new HashMap<>();
    next.members().forEach((id, address) -> now.put(id, kept(old.get(id), address)));
    members = Map.copyOf(now);
    old.values().stream().filter(member -> !now.containsValue(member)).forEach(Member::close);
    order = next;
    return true;
  }

  private Member kept(@Nullable Member old, String address) {
    return old != null && old.address().equals(address)
        ? old
        : new Member(order.check(), http, address);
  }

  private Iterator<String> healthyInTurn() {
    List<String> healthy =
        new ArrayList<>(
            members.values().stream()
                .filter(Member::isHealthy)
                .map(Member::address)
                .sorted()
                .toList());
    if (!healthy.isEmpty()) {
      Collections.rotate(healthy, -Math.floorMod(turns.getAndIncrement(), healthy.size()));
    }
    return healthy.iterator();
  }

  @Override
  public synchronized void close() {
    entrances.forEach(Entrance::close);
    members.values().forEach(Member::close);
  }
}

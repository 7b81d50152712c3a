package io.snapfleet.devcloud;

import io.snapfleet.devcloud.machine.NetworkFilter;
import io.snapfleet.devcloud.machine.ProviderMachines;
import io.snapfleet.devcloud.resource.Account;
import io.snapfleet.devcloud.traffic.TrafficBalancers;
import io.snapfleet.provider.api.ProviderException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Lets what carries and what filters the traffic of real machines follow the account: looks at it
 * twice a second, as much there happens by itself, in time.
 */
final class Follower implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Follower.class.getName());
  private static final Duration BETWEEN = Duration.ofMillis(500);

  private final Account account;
  private final ProviderMachines machines;
  private final TrafficBalancers balancers = new TrafficBalancers();

  /** The filters that hold now, by VPC. */
  private final Map<String, NetworkFilter> filters = new HashMap<>();

  /** Warnings that were given; none is given twice in a row. */
  private Set<String> warned = Set.of();

  private final Thread thread;

  /** Begins. */
  Follower(Account account, ProviderMachines machines) {
    this.account = account;
    this.machines = machines;
    this.thread = Thread.ofVirtual().name("devcloud-follower").start(this::run);
  }

  private void run() {
    try {
      while (true) {
        warn(followed());
        Thread.sleep(BETWEEN);
      }
    } catch (InterruptedException closing) {
      balancers.close();
    }
  }

  /** A mistake in what the account holds must not keep what comes later from being followed. */
  private Set<String> followed() {
    try {
      return follow();
    } catch (RuntimeException mistake) {
      return Set.of("traffic does not follow the account: " + mistake);
    }
  }

  /** Returns what there is to warn of. */
  private Set<String> follow() {
    Account.Traffic traffic = account.traffic();
    balancers.follow(traffic.balancers());
    Set<String> warnings = new HashSet<>(traffic.unfiltered());
    Map<String, NetworkFilter> wanted = byVpc(traffic.filters());
    for (String vpc : List.copyOf(filters.keySet())) {
      if (!wanted.containsKey(vpc)) {
        attempt(warnings, () -> letGo(vpc));
      }
    }
    wanted.values().stream()
        .filter(filter -> !filter.equals(filters.get(filter.vpc())))
        .forEach(filter -> attempt(warnings, () -> hold(filter)));
    return warnings;
  }

  private void warn(Set<String> warnings) {
    warnings.stream()
        .filter(warning -> !warned.contains(warning))
        .forEach(warning -> LOG.log(System.Logger.Level.WARNING, warning));
    warned = warnings;
  }

  private static Map<String, NetworkFilter> byVpc(List<NetworkFilter> filters) {
    return filters.stream().collect(Collectors.toMap(NetworkFilter::vpc, Function.identity()));
  }

  private void hold(NetworkFilter filter) {
    if (machines.filter(filter)) {
      filters.put(filter.vpc(), filter);
    }
  }

  private void letGo(String vpc) {
    machines.unfilter(vpc);
    filters.remove(vpc);
  }

  private static void attempt(Set<String> warnings, Runnable work) {
    try {
      work.run();
    } catch (ProviderException refused) {
      warnings.add(
          "a firewall does not hold yet: %s; %s".formatted(refused.getMessage(), refused.fix()));
    }
  }

  /** Lets no more traffic in; filters stay as they are. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}

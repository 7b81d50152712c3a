package io.snapfleet.provider.api;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/**
 * One place where machines can run. Implementations are thread-safe.
 *
 * <p>Making a provider object makes nothing at the provider; the first call that needs something
 * does.
 */
public interface Provider extends AutoCloseable {
  /** The name by which a fleet file asks for it, such as {@code local}. */
  String name();

  Set<Capability> capabilities();

  Compute compute();

  Networks networks();

  Firewalls firewalls();

  BlockStorage blockStorage();

  /** {@link ProviderException.Permanent} without {@link Capability#LOAD_BALANCERS}. */
  default LoadBalancers loadBalancers() {
    throw lacking("load balancers", "Let machines of the fleet balance the load.");
  }

  /** {@link ProviderException.Permanent} without {@link Capability#DNS}. */
  default Dns dns() {
    throw lacking("DNS", "Change the zone's records where they are kept.");
  }

  /** {@link ProviderException.Permanent} without {@link Capability#PRICES}. */
  default Pricing pricing() {
    throw lacking("prices", "Look at the provider's own price list.");
  }

  private ProviderException lacking(String what, String fix) {
    return new ProviderException.Permanent(
        "the provider %s has no %s".formatted(name(), what), fix);
  }

  /**
   * For how long a list may not show what was made. What is looked up by its id, or made again by
   * its name, is found at once.
   */
  default Duration listLag() {
    return Duration.ZERO;
  }

  /**
   * Checks, without changing anything, whether {@code demand} can be met: rights, quotas, free
   * names, addresses and ports, room. Returns all problems at once, none when all is well.
   */
  List<Problem> preflight(Demand demand);

  /**
   * Lets go of connections and, where nothing of ours is left running, of what serves it. Never
   * fails.
   */
  @Override
  void close();
}

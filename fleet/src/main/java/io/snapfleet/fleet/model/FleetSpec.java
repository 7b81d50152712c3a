package io.snapfleet.fleet.model;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * One fleet, as its owner wants it: the content of a fleet file, checked and with defaults filled
 * in.
 *
 * @param fleet its name: a DNS label of at most 30 characters
 * @param tiers what each tier shall be; a tier that is absent has no machines
 * @param method how further web machines are built where no snapshot set is given: regular or
 *     backup
 */
public record FleetSpec(
    String fleet,
    ProviderSpec provider,
    ApplicationSpec application,
    SiteSpec site,
    Map<TierName, TierSpec> tiers,
    Deadlines deadlines,
    BackupSpec backup,
    BuildMethod method) {
  /** A fleet whose machines are installed. */
  public FleetSpec(
      String fleet,
      ProviderSpec provider,
      ApplicationSpec application,
      SiteSpec site,
      Map<TierName, TierSpec> tiers,
      Deadlines deadlines,
      BackupSpec backup) {
    this(fleet, provider, application, site, tiers, deadlines, backup, BuildMethod.REGULAR);
  }

  /** A fleet stored before there were backups has their defaults. */
  public FleetSpec {
    Objects.requireNonNull(fleet, "fleet");
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(application, "application");
    Objects.requireNonNull(site, "site");
    tiers = Map.copyOf(tiers);
    Objects.requireNonNull(deadlines, "deadlines");
    backup = Objects.requireNonNullElse(backup, BackupSpec.DEFAULT);
    method = Objects.requireNonNullElse(method, BuildMethod.REGULAR);
  }

  /** The tier that visitors come to; none where they come to a load balancer of the provider's. */
  public Optional<TierName> front() {
    if (site.balancer() == BalancedBy.PROVIDER) {
      return Optional.empty();
    }
    return Optional.of(hasProxies() ? TierName.PROXY : TierName.WEB);
  }

  /** Whether visitors' requests are spread over web machines, so that others may take a place. */
  public boolean isBalanced() {
    return site.balancer() == BalancedBy.PROVIDER || hasProxies();
  }

  private boolean hasProxies() {
    TierSpec proxies = tiers.get(TierName.PROXY);
    return proxies != null && proxies.machines() > 0;
  }

  /** This fleet with other numbers of machines in the tiers that are named. */
  public FleetSpec scaled(Map<TierName, Integer> machines) {
    return changed((tier, spec) -> spec.scaled(machines.getOrDefault(tier, spec.machines())));
  }

  /** This fleet with another image named for a tier that it has. */
  public FleetSpec naming(TierName named, String image) {
    return changed((tier, spec) -> tier == named ? spec.of(image) : spec);
  }

  /** This fleet without some of its tiers. */
  public FleetSpec without(Set<TierName> left) {
    Map<TierName, TierSpec> others = new EnumMap<>(TierName.class);
    others.putAll(tiers);
    others.keySet().removeAll(left);
    return new FleetSpec(fleet, provider, application, site, others, deadlines, backup, method);
  }

  private FleetSpec changed(BiFunction<TierName, TierSpec, TierSpec> change) {
    Map<TierName, TierSpec> changed = new EnumMap<>(TierName.class);
    tiers.forEach((tier, spec) -> changed.put(tier, change.apply(tier, spec)));
    return new FleetSpec(fleet, provider, application, site, changed, deadlines, backup, method);
  }

  /** The images that tiers with machines name, as they are written. */
  public Map<TierName, String> namedImages() {
    Map<TierName, String> named = new EnumMap<>(TierName.class);
    tiers.forEach(
        (tier, spec) -> {
          String image = spec.image();
          if (image != null && spec.machines() > 0) {
            named.put(tier, image);
          }
        });
    return named;
  }

  /** This fleet with its further web machines built another way. */
  public FleetSpec builtBy(BuildMethod how) {
    return new FleetSpec(fleet, provider, application, site, tiers, deadlines, backup, how);
  }
}

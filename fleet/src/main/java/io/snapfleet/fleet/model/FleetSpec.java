package io.snapfleet.fleet.model;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * One fleet, as its owner wants it: the content of a fleet file, checked and with defaults filled
 * in.
 *
 * @param fleet its name: a DNS label of at most 30 characters
 * @param tiers what each tier shall be; a tier that is absent has no machines
 */
public record FleetSpec(
    String fleet,
    ProviderSpec provider,
    ApplicationSpec application,
    SiteSpec site,
    Map<TierName, TierSpec> tiers,
    Deadlines deadlines,
    BackupSpec backup) {
  /** A fleet stored before there were backups has their defaults. */
  public FleetSpec {
    Objects.requireNonNull(fleet, "fleet");
    Objects.requireNonNull(provider, "provider");
    Objects.requireNonNull(application, "application");
    Objects.requireNonNull(site, "site");
    tiers = Map.copyOf(tiers);
    Objects.requireNonNull(deadlines, "deadlines");
    backup = Objects.requireNonNullElse(backup, BackupSpec.DEFAULT);
  }

  /** This fleet with other numbers of machines in the tiers that are named. */
  public FleetSpec scaled(Map<TierName, Integer> machines) {
    Map<TierName, TierSpec> changed = new EnumMap<>(TierName.class);
    tiers.forEach(
        (tier, spec) ->
            changed.put(
                tier,
                new TierSpec(
                    machines.getOrDefault(tier, spec.machines()),
                    spec.size(),
                    spec.volumeBytes())));
    return new FleetSpec(fleet, provider, application, site, changed, deadlines, backup);
  }
}

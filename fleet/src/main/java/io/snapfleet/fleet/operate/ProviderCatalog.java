package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.ProviderSpec;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.state.Store;
import io.snapfleet.provider.api.Provider;
import io.snapfleet.provider.api.Tags;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lists what providers have to build machines from, ours or not. Thread-safe. */
final class ProviderCatalog {
  private static final Tags EVERYTHING = new Tags(Map.of());

  private final Surroundings surroundings;
  private final Store store;

  ProviderCatalog(Surroundings surroundings) {
    this.surroundings = surroundings;
    this.store = surroundings.store();
  }

  /** Images, then volume snapshots, of each provider in the order they were made. */
  List<ProviderImage> list(Collection<ProviderSpec> providers) {
    Map<String, String> sets = setsOf(store.snapshotSets());
    return providers.stream().distinct().flatMap(one -> list(one, sets).stream()).toList();
  }

  private List<ProviderImage> list(ProviderSpec spec, Map<String, String> sets) {
    List<ProviderImage> listed = new ArrayList<>();
    try (Provider provider = surroundings.providers().open(spec)) {
      ProviderRetry retry = surroundings.retry();
      retry.call(() -> provider.compute().images(EVERYTHING)).stream()
          .filter(image -> !image.isLayer())
          .map(image -> ProviderImage.of(spec.name(), image, sets.get(image.id().value())))
          .sorted(Comparator.comparing(ProviderImage::createdAt))
          .forEach(listed::add);
      retry.call(() -> provider.blockStorage().snapshots(EVERYTHING)).stream()
          .map(copy -> ProviderImage.of(spec.name(), copy, sets.get(copy.id().value())))
          .sorted(Comparator.comparing(ProviderImage::createdAt))
          .forEach(listed::add);
    }
    return listed;
  }

  /** The oldest set of each image and volume snapshot. */
  private static Map<String, String> setsOf(List<SnapshotSet> sets) {
    Map<String, String> found = new HashMap<>();
    for (SnapshotSet set : sets) {
      set.tiers()
          .values()
          .forEach(
              tier -> {
                found.putIfAbsent(tier.image(), set.id());
                tier.volumes().forEach(copy -> found.putIfAbsent(copy.snapshot(), set.id()));
              });
    }
    return found;
  }
}

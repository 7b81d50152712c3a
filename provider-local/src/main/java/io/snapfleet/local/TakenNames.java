package io.snapfleet.local;

import io.snapfleet.provider.api.Problem;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.api.WantedNames;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Finds names that are wanted and belong to another fleet of this home. */
final class TakenNames {
  private final WantedNames wanted;

  TakenNames(WantedNames wanted) {
    this.wanted = wanted;
  }

  List<Problem> in(Catalogue known) {
    return Stream.of(
            among("machine", wanted.machines(), known.machines, One::of),
            among("network", wanted.networks(), known.networks, One::of),
            among("firewall", wanted.firewalls(), known.firewalls, One::of),
            among("volume", wanted.volumes(), known.volumes, One::of))
        .flatMap(problems -> problems)
        .toList();
  }

  private record One(String name, Tags owner) {
    static One of(MachineRecord machine) {
      return new One(machine.name(), machine.tags());
    }

    static One of(NetworkRecord network) {
      return new One(network.name(), network.tags());
    }

    static One of(FirewallRecord firewall) {
      return new One(firewall.rules().name(), firewall.rules().tags());
    }

    static One of(VolumeRecord volume) {
      return new One(volume.name(), volume.tags());
    }
  }

  private <T> Stream<Problem> among(
      String kind, Set<String> names, Records<T> records, Function<T, One> reader) {
    return names.isEmpty()
        ? Stream.empty()
        : records.all().stream()
            .map(reader)
            .filter(one -> names.contains(one.name()))
            .flatMap(one -> problem(kind, one).stream());
  }

  private Optional<Problem> problem(String kind, One there) {
    try {
      Ownership.check(kind, there.name(), there.owner(), wanted.owner(), there);
      return Optional.empty();
    } catch (ProviderException.Conflict taken) {
      return Optional.of(new Problem(String.valueOf(taken.getMessage()), "names", taken.fix()));
    }
  }
}

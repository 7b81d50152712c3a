package io.snapfleet.provider.fake;

import io.snapfleet.provider.api.Problem;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.api.WantedNames;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** Names that are wanted and belong to another fleet's things. */
final class TakenNames {
  private TakenNames() {}

  static Stream<Problem> problems(World world, WantedNames wanted) {
    return Stream.of(
            taken(world.machines, wanted.machines(), wanted.owner()),
            taken(world.networks, wanted.networks(), wanted.owner()),
            taken(world.firewalls, wanted.firewalls(), wanted.owner()),
            taken(world.volumes, wanted.volumes(), wanted.owner()),
            taken(world.balancers, wanted.balancers(), wanted.owner()))
        .flatMap(problems -> problems);
  }

  private static <E extends Entry> Stream<Problem> taken(
      Map<String, E> things, Set<String> names, Tags owner) {
    return names.stream().sorted().flatMap(name -> taken(things, name, owner));
  }

  private static <E extends Entry> Stream<Problem> taken(
      Map<String, E> things, String name, Tags owner) {
    try {
      World.ours(things, name, owner);
      return Stream.empty();
    } catch (ProviderException.Conflict taken) {
      return Stream.of(new Problem(String.valueOf(taken.getMessage()), "names", taken.fix()));
    }
  }
}

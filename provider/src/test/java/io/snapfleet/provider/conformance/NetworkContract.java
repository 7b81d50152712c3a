package io.snapfleet.provider.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.Network;
import io.snapfleet.provider.api.Networks;
import io.snapfleet.provider.api.ProviderException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** {@code Networks}. */
interface NetworkContract extends Contract {
  @Test
  default void createdNetworkIsWhatWasAskedFor() {
    Network network = fleet().network();

    assertThat(network.name()).isEqualTo(fleet().named("net"));
    assertThat(network.tags()).isEqualTo(fleet().tags());
    assertThat(network.cidr()).matches("[0-9a-f.:]+/[0-9]+");
    assertThat(network.complete()).isTrue();
    assertThat(networks().networks(fleet().all())).containsExactly(network);
  }

  @Test
  default void networkIsCreatedOnceByName() {
    Network first = fleet().network();

    assertThat(fleet().network()).isEqualTo(first);
    assertThat(networks().networks(fleet().all())).hasSize(1);
  }

  @Test
  default void fourCallsAtOnceMakeOneNetwork() throws Exception {
    Callable<Network> create = () -> networks().create(fleet().named("net"), fleet().tags());

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Network>> made = threads.invokeAll(Collections.nCopies(4, create));
      for (Future<Network> one : made) {
        assertThat(one.get()).isEqualTo(made.getFirst().get());
      }
    }
    assertThat(networks().networks(fleet().all())).hasSize(1);
  }

  @Test
  default void nameOfAnotherFleetsNetworkIsAConflict() {
    Network theirs = otherFleet().network();

    assertThatThrownBy(() -> networks().create(theirs.name(), fleet().tags()))
        .isInstanceOf(ProviderException.Conflict.class);
    assertThat(networks().networks(fleet().all())).isEmpty();
  }

  @Test
  default void networksHaveDistinctRangesOfAddresses() {
    Network first = fleet().network();
    Network second = networks().create(fleet().named("net-2"), fleet().tags());
    Network third = otherFleet().network();

    assertThat(first.cidr()).isNotEqualTo(second.cidr());
    assertThat(third.cidr()).isNotIn(first.cidr(), second.cidr());
  }

  @Test
  default void namesOf63CharactersThatDifferInTheLastAreTwoNetworks() {
    Network first = networks().create(fleet().longNamed("a"), fleet().tags());
    Network second = networks().create(fleet().longNamed("b"), fleet().tags());

    assertThat(networks().networks(fleet().all())).containsExactlyInAnyOrder(first, second);
    assertThat(first.name()).isEqualTo(fleet().longNamed("a"));
    assertThat(second.name()).isEqualTo(fleet().longNamed("b"));
  }

  @Test
  default void networkWithMachinesIsAConflictAndGoesWithoutThem() {
    Machine machine = fleet().machine("web-1");
    Network network = fleet().network();

    assertThatThrownBy(() -> networks().delete(network.id()))
        .isInstanceOf(ProviderException.Conflict.class);
    assertThat(networks().networks(fleet().all())).containsExactly(network);

    fleet().compute().delete(machine.id());
    networks().delete(network.id());
    networks().delete(network.id());
    assertThat(networks().networks(fleet().all())).isEmpty();
  }

  private Networks networks() {
    return fleet().provider().networks();
  }
}

package io.snapfleet.provider.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.Network;
import io.snapfleet.provider.api.Networks;
import io.snapfleet.provider.api.ProviderException;
import org.junit.jupiter.api.Test;

/** {@code Networks}. */
interface NetworkContract extends Contract {
  @Test
  default void createdNetworkIsWhatWasAskedFor() {
    Network network = fleet().network();

    assertThat(network.name()).isEqualTo(fleet().named("net"));
    assertThat(network.tags()).isEqualTo(fleet().tags());
    assertThat(network.cidr()).matches("[0-9a-f.:]+/[0-9]+");
    assertThat(networks().networks(fleet().all())).containsExactly(network);
  }

  @Test
  default void networkIsCreatedOnceByName() {
    Network first = fleet().network();

    assertThat(fleet().network()).isEqualTo(first);
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

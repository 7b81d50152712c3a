package io.snapfleet.provider.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.provider.api.Capability;
import io.snapfleet.provider.api.Demand;
import io.snapfleet.provider.api.LoadBalancer;
import io.snapfleet.provider.api.LoadBalancerRequest;
import io.snapfleet.provider.api.LoadBalancerRequest.Forward;
import io.snapfleet.provider.api.LoadBalancers;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.Problem;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.WantedNames;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** {@code LoadBalancers}, or their refusal; whether requests arrive is the provider's own test. */
interface LoadBalancerContract extends Contract {
  @Test
  default void createdBalancerIsWhatWasAskedForAndGetsAnAddress() {
    if (refusedForLack()) {
      return;
    }
    LoadBalancer balancer = balancers().create(request());
    assertThat(balancer.name()).isEqualTo(fleet().named("balancer"));
    assertThat(balancer.tags()).isEqualTo(fleet().tags());
    assertThat(balancers().balancers(fleet().all()))
        .extracting(LoadBalancer::id)
        .containsExactly(balancer.id());
    assertThat(balancers().members(balancer.id())).isEmpty();
    fleet()
        .eventually(
            "address of the balancer",
            () -> balancers().balancer(balancer.id()).orElseThrow().address() != null);
  }

  @Test
  default void balancerIsCreatedOnceByNameAndNotInAnothersName() {
    if (refusedForLack()) {
      return;
    }
    LoadBalancer first = balancers().create(request());
    assertThat(balancers().create(request()).id()).isEqualTo(first.id());
    assertThat(balancers().balancers(fleet().all())).hasSize(1);
    LoadBalancerRequest theirs =
        new LoadBalancerRequest(
            first.name(),
            otherFleet().tags(),
            otherFleet().network().id(),
            request().forwards(),
            "/");
    assertThatThrownBy(() -> otherFleet().provider().loadBalancers().create(theirs))
        .isInstanceOf(ProviderException.Conflict.class);
    assertThat(balancers().balancers(otherFleet().all())).isEmpty();
    assertThat(problems(fleet(), first.name())).isEmpty();
    assertThat(problems(otherFleet(), first.name()))
        .singleElement()
        .satisfies(problem -> assertThat(problem.what()).contains(first.name()));
  }

  /** What stands in the way of a load balancer of this name. */
  private static List<Problem> problems(ConformanceFleet fleet, String name) {
    WantedNames wanted =
        new WantedNames(fleet.all(), Set.of(), Set.of(), Set.of(), Set.of(), Set.of(name));
    return fleet
        .provider()
        .preflight(new Demand(List.of(), 0, List.of(), wanted, Set.of(), Set.of()));
  }

  @Test
  default void machinesJoinAndLeaveAndDoSoAgainWithoutAnError() {
    if (refusedForLack()) {
      return;
    }
    LoadBalancer balancer = balancers().create(request());
    Machine first = fleet().machine("web-1");
    Machine second = fleet().machine("web-2");
    assertThat(balancers().joinLag().isNegative()).isFalse();
    balancers().join(balancer.id(), first.id());
    balancers().join(balancer.id(), first.id());
    balancers().join(balancer.id(), second.id());
    assertThat(balancers().members(balancer.id()))
        .containsExactlyInAnyOrder(first.id(), second.id());
    balancers().leave(balancer.id(), first.id());
    balancers().leave(balancer.id(), first.id());
    assertThat(balancers().members(balancer.id())).containsExactly(second.id());
    fleet().compute().delete(second.id());
    balancers().leave(balancer.id(), second.id());
    assertThat(balancers().members(balancer.id())).isEmpty();
    assertThat(fleet().compute().machine(first.id()).orElseThrow().tags())
        .isEqualTo(fleet().tags());
  }

  @Test
  default void machineThatIsGoneCannotJoin() {
    if (refusedForLack()) {
      return;
    }
    LoadBalancer balancer = balancers().create(request());
    Machine gone = fleet().machine("web-1");
    fleet().compute().delete(gone.id());
    assertThatThrownBy(() -> balancers().join(balancer.id(), gone.id()))
        .isInstanceOf(ProviderException.NotFound.class);
  }

  @Test
  default void deletedBalancerIsGoneAndItsMembersStay() {
    if (refusedForLack()) {
      return;
    }
    LoadBalancer balancer = balancers().create(request());
    Machine member = fleet().machine("web-1");
    balancers().join(balancer.id(), member.id());
    balancers().delete(balancer.id());
    balancers().delete(balancer.id());
    assertThat(balancers().balancers(fleet().all())).isEmpty();
    assertThat(balancers().balancer(balancer.id())).isEmpty();
    assertThat(balancers().members(balancer.id())).isEmpty();
    balancers().leave(balancer.id(), member.id());
    assertThat(fleet().compute().machine(member.id())).isPresent();
  }

  private LoadBalancerRequest request() {
    return new LoadBalancerRequest(
        fleet().named("balancer"),
        fleet().tags(),
        fleet().network().id(),
        List.of(new Forward(80, 8080)),
        "/health");
  }

  private boolean refusedForLack() {
    boolean lacking = !fleet().can(Capability.LOAD_BALANCERS);
    if (lacking) {
      assertThatThrownBy(() -> fleet().provider().loadBalancers())
          .isInstanceOf(ProviderException.Permanent.class);
    }
    return lacking;
  }

  private LoadBalancers balancers() {
    return fleet().provider().loadBalancers();
  }
}

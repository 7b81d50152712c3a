package io.snapfleet.provider.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.MachineId;
import io.snapfleet.provider.api.MachineRequest;
import io.snapfleet.provider.api.Network;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** {@code Compute}: the life of a machine. */
interface MachineContract extends Contract {
  @Test
  default void baseImageIsAvailableAndTheSameAtTheSecondCall() {
    Image first = fleet().compute().baseImage(progress -> {});

    assertThat(first.state()).isEqualTo(Image.State.AVAILABLE);
    assertThat(fleet().compute().baseImage(progress -> {}).id()).isEqualTo(first.id());
    assertThat(fleet().compute().image(first.id())).isPresent();
  }

  @Test
  default void createdMachineIsWhatWasAskedForAndHasAnAddress() {
    MachineRequest request = fleet().request(fleet().named("web-1"));

    Machine machine = fleet().compute().create(request);

    assertThat(machine.name()).isEqualTo(request.name());
    assertThat(machine.tags()).isEqualTo(request.tags());
    assertThat(machine.image()).isEqualTo(request.image());
    assertThat(machine.address()).isNotBlank();
    assertThat(machine.privateAddress()).isNotBlank();
    assertThat(machine.state()).isIn(Machine.State.STARTING, Machine.State.RUNNING);
    assertThat(fleet().compute().machine(machine.id()).orElseThrow().name())
        .isEqualTo(request.name());
    assertThat(ids()).containsExactly(machine.id());
  }

  @Test
  default void createTwiceGivesTheSameMachineWhateverElseIsAsked() {
    MachineRequest request = fleet().request(fleet().named("web-1"));
    Machine first = fleet().compute().create(request);

    Tags laterOperation = request.tags().with(Tags.OPERATION, "op-2");
    Machine second = fleet().compute().create(fleet().tagged(laterOperation, request));

    assertThat(second.id()).isEqualTo(first.id());
    assertThat(second.tags()).isEqualTo(request.tags());
    assertThat(ids()).containsExactly(first.id());
  }

  @Test
  default void createOfOneNameByTwoThreadsMakesOneMachine() throws Exception {
    MachineRequest request = fleet().request(fleet().named("web-1"));
    CyclicBarrier start = new CyclicBarrier(2);
    Callable<MachineId> create = afterAll(start, () -> fleet().compute().create(request).id());

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<MachineId>> both = threads.invokeAll(List.of(create, create));
      assertThat(both.get(0).get()).isEqualTo(both.get(1).get());
    }

    assertThat(ids()).hasSize(1);
  }

  @Test
  default void createOfFourNamesByFourThreadsMakesFourMachines() throws Exception {
    CyclicBarrier start = new CyclicBarrier(4);
    List<Callable<Machine>> creates =
        Stream.of("web-1", "web-2", "web-3", "web-4")
            .map(label -> fleet().request(fleet().named(label)))
            .map(request -> afterAll(start, () -> fleet().compute().create(request)))
            .toList();

    Set<@Nullable String> addresses = new HashSet<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Machine> created : threads.invokeAll(creates)) {
        addresses.add(created.get().address());
      }
    }

    assertThat(ids()).hasSize(4);
    assertThat(addresses).hasSize(4).doesNotContainNull();
  }

  @Test
  default void nameOfAnotherFleetsMachineIsAConflict() {
    Machine theirs = otherFleet().machine("web-1");
    MachineRequest request = fleet().request(theirs.name());

    assertThatThrownBy(() -> fleet().compute().create(request))
        .isInstanceOf(ProviderException.Conflict.class);
    assertThat(ids()).isEmpty();
    assertThat(otherFleet().compute().machine(theirs.id())).isPresent();
  }

  @Test
  default void namesOf63CharactersThatDifferInTheLastAreTwoMachines() {
    Machine first = fleet().compute().create(fleet().request(fleet().longNamed("a")));
    Machine second = fleet().compute().create(fleet().request(fleet().longNamed("b")));

    assertThat(first.name()).hasSize(63).isEqualTo(fleet().longNamed("a"));
    assertThat(second.name()).isEqualTo(fleet().longNamed("b"));
    assertThat(second.address()).isNotEqualTo(first.address());
    assertThat(ids()).containsExactlyInAnyOrder(first.id(), second.id());
  }

  @Test
  default void deletedMachineIsGoneAndItsNameIsFree() {
    Machine machine = fleet().machine("web-1");

    fleet().compute().delete(machine.id());

    assertThat(ids()).isEmpty();
    assertThat(fleet().compute().machine(machine.id())).isEmpty();
    Machine next = fleet().machine("web-1");
    assertThat(ids()).containsExactly(next.id());
  }

  @Test
  default void deletingAMachineTwiceIsNoError() {
    Machine machine = fleet().machine("web-1");
    Machine other = fleet().machine("web-2");

    fleet().compute().delete(machine.id());
    fleet().compute().delete(machine.id());

    assertThat(ids()).containsExactly(other.id());
  }

  @Test
  default void machineFromAnImageThatIsGoneIsNotFound() {
    Machine machine = fleet().machine("web-1");
    Image image = fleet().capture(machine, "image");
    fleet().compute().deleteImage(image.id());

    MachineRequest request = fleet().request(fleet().named("web-2"));
    assertThatThrownBy(() -> fleet().compute().create(fleet().from(image.id(), request)))
        .isInstanceOf(ProviderException.NotFound.class);
    assertThat(ids()).containsExactly(machine.id());
  }

  @Test
  default void machineInANetworkThatIsGoneIsNotFound() {
    Network gone = fleet().provider().networks().create(fleet().named("gone"), fleet().tags());
    fleet().provider().networks().delete(gone.id());

    MachineRequest request = fleet().in(gone.id(), fleet().request(fleet().named("web-1")));
    assertThatThrownBy(() -> fleet().compute().create(request))
        .isInstanceOf(ProviderException.NotFound.class);
    assertThat(ids()).isEmpty();
  }

  private static <T> Callable<T> afterAll(CyclicBarrier start, Callable<T> then) {
    return () -> {
      start.await();
      return then.call();
    };
  }

  private Set<MachineId> ids() {
    return fleet().compute().machines(fleet().all()).stream()
        .map(Machine::id)
        .collect(Collectors.toSet());
  }
}

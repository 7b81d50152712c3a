package io.snapfleet.provider.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.provider.api.BootIdentity;
import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.MachineRequest;
import org.junit.jupiter.api.Test;

/** {@code BootIdentity}: who a machine is. */
interface IdentityContract extends Contract {
  @Test
  default void machineHasTheIdentityItWasGiven() {
    MachineRequest request = fleet().request(fleet().named("web-1"));

    Inside inside = fleet().inside(fleet().compute().create(request));

    assertIdentity(inside, request.identity());
  }

  @Test
  default void machineFromAnImageHasNothingOfTheIdentityInIt() {
    MachineRequest original = fleet().request(fleet().named("web-1"));
    Machine first = fleet().compute().create(original);
    Inside firstInside = fleet().inside(first);
    Image image = fleet().capture(first, "image");

    MachineRequest copy = fleet().from(image.id(), fleet().request(fleet().named("web-2")));
    Inside secondInside = fleet().inside(fleet().compute().create(copy));

    assertIdentity(secondInside, copy.identity());
    assertIdentity(firstInside, original.identity());
    assertThat(machineId(secondInside)).isNotEqualTo(machineId(firstInside));
  }

  private static void assertIdentity(Inside inside, BootIdentity identity) {
    assertThat(inside.read("/etc/hostname").orElseThrow().strip()).isEqualTo(identity.hostName());
    assertThat(inside.read("/etc/ssh/ssh_host_ed25519_key").orElseThrow().strip())
        .isEqualTo(identity.hostKeyPrivate().strip());
    assertThat(inside.read("/etc/ssh/ssh_host_rsa_key")).isEmpty();
    assertThat(inside.read("/etc/ssh/ssh_host_ecdsa_key")).isEmpty();
    assertThat(inside.read("/root/.ssh/authorized_keys").orElseThrow().lines())
        .containsExactlyElementsOf(identity.authorizedKeys());
  }

  private static String machineId(Inside inside) {
    String id = inside.read("/etc/machine-id").orElseThrow().strip();
    assertThat(id).matches("[0-9a-f]{32}");
    return id;
  }
}

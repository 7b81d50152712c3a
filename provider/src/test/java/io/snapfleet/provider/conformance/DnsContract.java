package io.snapfleet.provider.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.provider.api.AddressRecord;
import io.snapfleet.provider.api.Capability;
import io.snapfleet.provider.api.Dns;
import io.snapfleet.provider.api.ProviderException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** {@code Dns}, or its refusal; whether names resolve is for the provider's own test. */
interface DnsContract extends Contract {
  @Test
  default void nameStandsForTheLastAddressOfEachKind() {
    if (refusedForLack()) {
      return;
    }
    dns().put(record("192.0.2.1"));
    dns().put(record("192.0.2.2"));
    dns().put(record("2001:db8::2"));
    dns().put(record("192.0.2.2"));
    assertThat(dns().records(zone(), fleet().named("www")))
        .containsExactlyInAnyOrder(record("192.0.2.2"), record("2001:db8::2"));
    dns().delete(zone(), fleet().named("www"));
    dns().delete(zone(), fleet().named("www"));
    assertThat(dns().records(zone(), fleet().named("www"))).isEmpty();
  }

  @Test
  default void otherNamesAreLeftAlone() {
    if (refusedForLack()) {
      return;
    }
    AddressRecord other =
        new AddressRecord(zone(), otherFleet().named("www"), "192.0.2.9", Duration.ofMinutes(5));
    dns().put(other);
    dns().put(record("192.0.2.1"));
    dns().delete(zone(), fleet().named("www"));
    assertThat(dns().records(zone(), otherFleet().named("www"))).containsExactly(other);
    dns().delete(zone(), otherFleet().named("www"));
  }

  @Test
  default void zoneThatIsNotThereIsNotFoundForPutAndEmptyForTheRest() {
    if (refusedForLack()) {
      return;
    }
    AddressRecord lost =
        new AddressRecord("no-such.invalid", "www", "192.0.2.1", Duration.ofMinutes(5));
    assertThatThrownBy(() -> dns().put(lost)).isInstanceOf(ProviderException.NotFound.class);
    assertThat(dns().records("no-such.invalid", "www")).isEmpty();
    dns().delete("no-such.invalid", "www");
  }

  private AddressRecord record(String address) {
    return new AddressRecord(zone(), fleet().named("www"), address, Duration.ofMinutes(5));
  }

  private boolean refusedForLack() {
    boolean lacking = !fleet().can(Capability.DNS);
    if (lacking) {
      assertThatThrownBy(() -> fleet().provider().dns())
          .isInstanceOf(ProviderException.Permanent.class);
    }
    return lacking;
  }

  private String zone() {
    return fleet().zone();
  }

  private Dns dns() {
    return fleet().provider().dns();
  }
}

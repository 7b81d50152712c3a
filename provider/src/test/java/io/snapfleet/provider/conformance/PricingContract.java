package io.snapfleet.provider.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.provider.api.Capability;
import io.snapfleet.provider.api.Price;
import io.snapfleet.provider.api.Pricing;
import io.snapfleet.provider.api.ProviderException;
import org.junit.jupiter.api.Test;

/** {@code Pricing}, or its refusal. */
interface PricingContract extends Contract {
  @Test
  default void everySizeOfOursHasAPriceAndALargerOneNoLowerOne() {
    if (refusedForLack()) {
      return;
    }
    Price small = pricing().ofMachine("small").orElseThrow();
    Price medium = pricing().ofMachine("medium").orElseThrow();
    Price large = pricing().ofMachine("large").orElseThrow();
    assertThat(small.perHour()).isPositive().isLessThanOrEqualTo(medium.perHour());
    assertThat(medium.perHour()).isLessThanOrEqualTo(large.perHour());
    assertThat(small.perMonth()).isGreaterThan(small.perHour());
  }

  @Test
  default void sizeThatIsNoneHasNoPrice() {
    if (refusedForLack()) {
      return;
    }
    assertThat(pricing().ofMachine("no-such-size")).isEmpty();
  }

  private boolean refusedForLack() {
    boolean lacking = !fleet().can(Capability.PRICES);
    if (lacking) {
      assertThatThrownBy(() -> fleet().provider().pricing())
          .isInstanceOf(ProviderException.Permanent.class);
    }
    return lacking;
  }

  private Pricing pricing() {
    return fleet().provider().pricing();
  }
}

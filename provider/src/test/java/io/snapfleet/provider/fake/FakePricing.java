package io.snapfleet.provider.fake;

import io.snapfleet.provider.api.Price;
import io.snapfleet.provider.api.Pricing;
import java.math.BigDecimal;
import java.util.Currency;
import java.util.Map;
import java.util.Optional;

/** Round prices, easy to add up. */
record FakePricing(Wire wire) implements Pricing {
  private static final Map<String, Integer> CENTS_AN_HOUR =
      Map.of("small", 1, "medium", 2, "large", 4);

  @Override
  public Optional<Price> ofMachine(String size) {
    return wire.read(
        "pricing.ofMachine",
        size,
        world -> Optional.ofNullable(CENTS_AN_HOUR.get(size)).map(FakePricing::price));
  }

  @Override
  public Optional<Price> ofVolumeGibibyte() {
    return wire.read(
        "pricing.ofVolumeGibibyte",
        "",
        world ->
            Optional.of(new Price(new BigDecimal("0.0001"), new BigDecimal("0.07"), dollars())));
  }

  private static Price price(int cents) {
    BigDecimal perHour = BigDecimal.valueOf(cents, 2);
    return new Price(perHour, perHour.multiply(BigDecimal.valueOf(700)), dollars());
  }

  private static Currency dollars() {
    return Currency.getInstance("USD");
  }
}

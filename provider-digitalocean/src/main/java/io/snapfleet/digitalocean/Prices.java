package io.snapfleet.digitalocean;

import io.snapfleet.provider.api.Price;
import io.snapfleet.provider.api.Pricing;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Currency;
import java.util.Optional;

/** What the list of sizes says; the price of volumes is a setting, as the API does not tell it. */
record Prices(Cloud cloud) implements Pricing {
  /** The hours that the vendor counts at most in a month. */
  private static final BigDecimal HOURS = BigDecimal.valueOf(672);

  @Override
  public Optional<Price> ofMachine(String size) {
    return cloud
        .catalogue()
        .size(size)
        .flatMap(
            found ->
                found
                    .priceHourly()
                    .flatMap(hour -> found.priceMonthly().map(month -> price(hour, month))));
  }

  @Override
  public Optional<Price> ofVolumeGibibyte() {
    BigDecimal month = cloud.settings().volumePrice();
    return Optional.of(price(month.divide(HOURS, 8, RoundingMode.HALF_UP), month));
  }

  private static Price price(BigDecimal hour, BigDecimal month) {
    return new Price(hour, month, Currency.getInstance("USD"));
  }
}

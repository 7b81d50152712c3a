package io.snapfleet.provider.api;

import java.math.BigDecimal;
import java.util.Currency;
import java.util.Objects;

/** What a thing costs as long as it exists, without taxes, as the provider publishes it. */
public record Price(BigDecimal perHour, BigDecimal perMonth, Currency currency) {
  public Price {
    Objects.requireNonNull(perHour, "perHour");
    Objects.requireNonNull(perMonth, "perMonth");
    Objects.requireNonNull(currency, "currency");
  }
}

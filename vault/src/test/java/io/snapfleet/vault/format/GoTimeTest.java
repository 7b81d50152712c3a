package io.snapfleet.vault.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GoTimeTest {

  @Property
  void momentsComeBack(
      @ForAll @LongRange(min = -62_000_000_000L, max = 253_000_000_000L) long seconds,
      @ForAll @IntRange(max = 999_999_999) int nanos,
      @ForAll @IntRange(min = -840, max = 840) int minutes) {
    Instant moment = Instant.ofEpochSecond(seconds, nanos);

    String text = GoTime.format(moment, ZoneOffset.ofTotalSeconds(60 * minutes));

    assertThat(GoTime.parse(text)).isEqualTo(moment);
  }

  @Property
  void datesAreThoseOfTheCalendar(
      @ForAll @LongRange(min = -62_000_000_000L, max = 253_000_000_000L) long seconds) {
    Instant moment = Instant.ofEpochSecond(seconds);

    assertThat(GoTime.format(moment, ZoneOffset.UTC))
        .isEqualTo(DateTimeFormatter.ISO_INSTANT.format(moment));
  }

  @ParameterizedTest
  @CsvSource({
    "2015-01-02T18:10:50.895208559Z, Europe/Berlin, 2015-01-02T19:10:50.895208559+01:00",
    "2015-07-02T18:10:50.1Z, Europe/Berlin, 2015-07-02T20:10:50.1+02:00",
    "2015-01-02T18:10:50Z, UTC, 2015-01-02T18:10:50Z",
    "1969-12-31T23:59:59.5Z, America/New_York, 1969-12-31T18:59:59.5-05:00",
  })
  void momentsAreWrittenInTheZone(Instant moment, ZoneId zone, String text) {
    assertThat(GoTime.format(moment, zone)).isEqualTo(text);
  }

  @Test
  void yearsThatGoCannotWriteAreBroughtIn() {
    assertThat(GoTime.format(Instant.MAX, ZoneOffset.UTC)).startsWith("9999-12-");
    assertThat(GoTime.format(Instant.MIN, ZoneOffset.UTC)).startsWith("0000-01-");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "2015", "2015-13-02T18:10:50Z", "2015-01-02T18:10:50", "x"})
  void whatIsNoMomentIsRefused(String text) {
    assertThatThrownBy(() -> GoTime.parse(text)).isInstanceOf(FormatException.class);
  }
}

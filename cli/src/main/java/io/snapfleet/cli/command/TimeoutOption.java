package io.snapfleet.cli.command;

import io.snapfleet.fleet.operate.FleetEngine;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How long all of a command may take. */
public final class TimeoutOption {
  @Option(
      names = "--timeout",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description =
          "Stop waiting after so long, such as 90s, 10m or 1h, with exit code 4; the error says how"
              + " to go on.")
  private @Nullable Duration timeout;

  /** An engine for which the time begins to run now. */
  public FleetEngine limit(Supplier<FleetEngine> engine) {
    return timeout == null ? engine.get() : engine.get().within(timeout);
  }

  /** Reads a number of seconds, minutes or hours. */
  static final class DurationConverter implements ITypeConverter<Duration> {
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,5})([smh])");
    private static final Map<String, Duration> UNITS =
        Map.of("s", Duration.ofSeconds(1), "m", Duration.ofMinutes(1), "h", Duration.ofHours(1));

    @Override
    public Duration convert(String text) {
      Matcher matcher = FORM.matcher(text);
      if (!matcher.matches()) {
        throw new TypeConversionException(
            "'%s' is not a number of seconds, minutes or hours such as 90s, 10m or 1h"
                .formatted(text));
      }
      return UNITS
          .getOrDefault(matcher.group(2), Duration.ZERO)
          .multipliedBy(Long.parseLong(matcher.group(1)));
    }
  }
}

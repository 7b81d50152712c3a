package io.snapfleet.cli.command;

import io.snapfleet.cli.error.CommandException;
import io.snapfleet.cli.error.ExitCode;
import io.snapfleet.fleet.model.TierName;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A tier as it is typed. */
final class TierArgument {
  private TierArgument() {}

  /**
   * @param where the argument, such as {@code TIER=N}
   */
  static TierName of(String name, String where) {
    return TierName.of(name)
        .orElseThrow(
            () ->
                new CommandException(
                    "there is no tier called '" + name + "'",
                    where,
                    "name one of: "
                        + Arrays.stream(TierName.values())
                            .map(TierName::text)
                            .collect(Collectors.joining(", ")),
                    ExitCode.BAD_INPUT));
  }
}

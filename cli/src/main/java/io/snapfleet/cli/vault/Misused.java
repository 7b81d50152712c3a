package io.snapfleet.cli.vault;

import io.snapfleet.cli.error.CommandException;
import io.snapfleet.cli.error.ExitCode;
import java.io.IOException;

/** A path that was given and cannot be used. */
final class Misused {
  private Misused() {}

  static CommandException of(IOException unusable, String fix) {
    return new CommandException(
        String.valueOf(unusable.getMessage()), "the path", fix, ExitCode.BAD_INPUT);
  }
}

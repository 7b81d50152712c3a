package io.snapfleet.cli.error;

import java.util.List;
import java.util.Objects;

/**
 * Why a command failed, for the one who typed it.
 *
 * @param error one sentence without a full stop
 * @param where the file, flag, machine or setting it was seen at
 * @param fix what to do about it
 * @param details the single mistakes, where {@code error} sums up several; else empty
 * @param output the last lines of a script that failed; else empty
 */
public record Failure(
    String error,
    String where,
    String fix,
    ExitCode exitCode,
    List<Failure> details,
    List<String> output) {
  public Failure {
    Objects.requireNonNull(error, "error");
    Objects.requireNonNull(where, "where");
    Objects.requireNonNull(fix, "fix");
    Objects.requireNonNull(exitCode, "exitCode");
    details = List.copyOf(details);
    output = List.copyOf(output);
  }

  public Failure(String error, String where, String fix, ExitCode exitCode) {
    this(error, where, fix, exitCode, List.of(), List.of());
  }

  /** Several mistakes, summed up. */
  public Failure(String error, String where, String fix, ExitCode exitCode, List<Failure> details) {
    this(error, where, fix, exitCode, details, List.of());
  }
}

package io.snapfleet.local;

import java.util.Objects;

/**
 * One thing the doctor looked at.
 *
 * @param name what was looked at, in a word or two
 * @param found one sentence without a full stop
 * @param fix a command, empty where nothing is to be done
 */
public record Finding(String name, Status status, String found, String fix) {
  /** How bad it is. */
  public enum Status {
    OK,
    /** Works, but slower or with less than it could. */
    WARNING,
    /** The local provider cannot work. */
    PROBLEM
  }

  public Finding {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(status, "status");
    Objects.requireNonNull(found, "found");
    Objects.requireNonNull(fix, "fix");
  }

  static Finding ok(String name, String found) {
    return new Finding(name, Status.OK, found, "");
  }

  static Finding warning(String name, String found, String fix) {
    return new Finding(name, Status.WARNING, found, fix);
  }

  static Finding problem(String name, String found, String fix) {
    return new Finding(name, Status.PROBLEM, found, fix);
  }
}

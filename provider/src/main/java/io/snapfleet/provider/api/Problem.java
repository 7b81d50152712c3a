package io.snapfleet.provider.api;

import java.util.Objects;

/**
 * Something that stands in the way, in words for the operator.
 *
 * @param what one sentence without a full stop: what is wrong
 * @param where the setting, file or limit it was seen at
 * @param fix the command or change that cures it
 */
public record Problem(String what, String where, String fix) {
  public Problem {
    Objects.requireNonNull(what, "what");
    Objects.requireNonNull(where, "where");
    Objects.requireNonNull(fix, "fix");
  }
}

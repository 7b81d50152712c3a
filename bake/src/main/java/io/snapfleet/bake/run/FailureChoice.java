package io.snapfleet.bake.run;

/** Asks somebody what is to be done about a failure; one question at a time. */
public interface FailureChoice {
  /** The answers there are. */
  enum Answer {
    CLEANUP,
    ABORT,
    RETRY
  }

  /** {@link Answer#CLEANUP} where nobody can be asked. */
  Answer ask(String build, String failure);
}

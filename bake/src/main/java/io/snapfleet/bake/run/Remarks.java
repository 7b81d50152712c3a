package io.snapfleet.bake.run;

/** Takes what is said about something that is done. Thread-safe. */
public interface Remarks {
  /** What is being done. */
  void say(String text);

  /** What has gone wrong. */
  void error(String text);
}

package io.snapfleet.bake.run;

/** What is done when a provisioner has failed. */
public enum OnError {
  /** The piece goes. */
  CLEANUP,
  /** The piece stays as it is, for people to look at. */
  ABORT,
  /** Somebody is asked. */
  ASK
}

package io.snapfleet.recipe;

import java.util.Locale;

/**
 * When in a machine's life a script runs. Every script is idempotent: it may run again after it
 * succeeded, or after it was cut off half-way.
 */
public enum Stage {
  /** Puts software on a plain machine. What it does ends up in images; it sees no secret. */
  INSTALL,
  /**
   * Makes the machine one of this fleet: addresses, credentials, site. Runs on every boot from an
   * image.
   */
  CONFIGURE,
  /** Starts the services, and restarts those whose configuration changed. */
  START,
  /** Exits 0 when the machine does its job now; else the last line it prints is the reason. */
  CHECK,
  /** Finishes the application's own installation, on one machine of the tier. */
  INITIALISE,
  /** Makes what is on disk consistent and keeps it so until RESUME, or until 30 s have passed. */
  QUIESCE,
  /** Ends QUIESCE; harmless when nothing is quiesced. */
  RESUME,
  /**
   * On a load balancer: makes the machines behind it be exactly BACKENDS, without a dropped
   * request. Those in DRAINING stay as they are.
   */
  BACKENDS,
  /** On a load balancer: sends BACKEND no new request and returns when it has no open one. */
  DRAIN,
  /**
   * Writes one piece of content titled SAMPLE_TITLE, so that a person can see that data survives.
   */
  SAMPLE,
  /** Prints the application's version as its last line. */
  VERSION,
  /**
   * Writes the whole database to standard output, as it is at one moment, while the application
   * goes on writing, and to standard error {@code rows TABLE NUMBER} for every table in it. The
   * last line on standard error is the reason for a failure.
   */
  DUMP,
  /**
   * Replaces the database by the dump on standard input. Data that is there stays as it is until
   * the dump has been read to its end and found whole.
   */
  LOAD,
  /** Prints {@code rows TABLE NUMBER} for every table of the database, in any order. */
  COUNT;

  /** The file name without {@code .sh}. */
  public String fileName() {
    return name().toLowerCase(Locale.ROOT);
  }
}

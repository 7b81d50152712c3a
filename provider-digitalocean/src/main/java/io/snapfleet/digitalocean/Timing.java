package io.snapfleet.digitalocean;

import java.time.Duration;

/**
 * How long things may take.
 *
 * @param request one request and its answer
 * @param look the least time between two polls of one list
 * @param settle how long to look for the effect of a call whose answer was lost
 * @param boot until a new droplet has its addresses
 * @param gone until what was deleted is out of the lists
 * @param action until a snapshot or a transfer is done
 * @param patience the longest wait for the rate limit within one call
 */
record Timing(
    Duration request,
    Duration look,
    Duration settle,
    Duration boot,
    Duration gone,
    Duration action,
    Duration patience) {
  static final Timing USUAL =
      new Timing(
          Duration.ofSeconds(30),
          Duration.ofSeconds(1),
          Duration.ofSeconds(20),
          Duration.ofMinutes(5),
          Duration.ofMinutes(3),
          Duration.ofMinutes(60),
          Duration.ofMinutes(2));
}

package io.snapfleet.bench.scale;

/**
 * One command of the run.
 *
 * @param machines how many machines it made or removed
 * @param calls how many requests the cloud answered meanwhile
 * @param peakMegabytes the most memory the command had
 */
record Phase(String name, int machines, double seconds, long calls, long peakMegabytes) {
  double callsPerMachine() {
    return (double) calls / machines;
  }
}

package io.snapfleet.provider.conformance;

/** What the tests of one contract work with. */
interface Contract {
  ConformanceFleet fleet();

  /** Another fleet at the same provider, whose name begins with the first one's. */
  ConformanceFleet otherFleet();

  /** The first fleet again, seen by a provider object that was opened just now. */
  ConformanceFleet reopenedFleet();
}

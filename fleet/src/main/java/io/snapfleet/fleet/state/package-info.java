/**
 * Keeps intent: fleets, machines, operations, journal, leases, snapshot sets, encrypted secrets.
 */
@NullMarked
package io.snapfleet.fleet.state;

import org.jspecify.annotations.NullMarked;

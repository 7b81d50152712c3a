/** Carries plans out: leases, journal, executor, and one class for each kind of step. */
@NullMarked
package io.snapfleet.fleet.operate;

import org.jspecify.annotations.NullMarked;

/** Reads and checks the fleet file. */
@NullMarked
package io.snapfleet.fleet.spec;

import org.jspecify.annotations.NullMarked;

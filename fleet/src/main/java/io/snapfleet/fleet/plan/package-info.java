/** Computes, purely, the steps from what is to what shall be. */
@NullMarked
package io.snapfleet.fleet.plan;

import org.jspecify.annotations.NullMarked;

/** A cloud on this computer for measurements. */
@NullMarked
package io.snapfleet.bench.cloud;

import org.jspecify.annotations.NullMarked;

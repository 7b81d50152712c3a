/** Running programs, timing them, and undoing at the end what was done to measure. */
@NullMarked
package io.snapfleet.bench.measure;

import org.jspecify.annotations.NullMarked;

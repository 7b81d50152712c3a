/** Measures how fast machines come up, beside the bare engine. */
@NullMarked
package io.snapfleet.bench.launch;

import org.jspecify.annotations.NullMarked;

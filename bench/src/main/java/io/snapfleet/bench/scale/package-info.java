/** How an operation of a thousand machines goes, at a cloud that is simulated. */
@NullMarked
package io.snapfleet.bench.scale;

import org.jspecify.annotations.NullMarked;

/** Measures what a user waits for, side by side with what others would take for the same. */
@NullMarked
package io.snapfleet.bench;

import org.jspecify.annotations.NullMarked;

/** Builds on machines that a provider makes, or that are there: reached over SSH. */
@NullMarked
package io.snapfleet.bake.machine;

import org.jspecify.annotations.NullMarked;

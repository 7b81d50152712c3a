/** What builds have made, written down before it is, and found again when they were killed. */
@NullMarked
package io.snapfleet.bake.journal;

import org.jspecify.annotations.NullMarked;

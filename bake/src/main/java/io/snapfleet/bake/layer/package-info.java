/** What results of steps depend on, and which are kept to be used again. */
@NullMarked
package io.snapfleet.bake.layer;

import org.jspecify.annotations.NullMarked;

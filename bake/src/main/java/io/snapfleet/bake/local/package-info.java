/** Files and programs of this computer. */
@NullMarked
package io.snapfleet.bake.local;

import org.jspecify.annotations.NullMarked;

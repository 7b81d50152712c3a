/** JSON as it was written: values that know where they stand, and what is wrong with them. */
@NullMarked
package io.snapfleet.bake.source;

import org.jspecify.annotations.NullMarked;

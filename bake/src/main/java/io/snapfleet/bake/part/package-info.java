/** The builders, provisioners and post-processors that can be run. */
@NullMarked
package io.snapfleet.bake.part;

import org.jspecify.annotations.NullMarked;

/** Runs the builds of a template: what parts there are is not known here. */
@NullMarked
package io.snapfleet.bake.run;

import org.jspecify.annotations.NullMarked;

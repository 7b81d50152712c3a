/**
 * Image templates: read from a file, joined with values for their variables, and turned into what a
 * runner of builds needs.
 */
@NullMarked
package io.snapfleet.bake.template;

import org.jspecify.annotations.NullMarked;

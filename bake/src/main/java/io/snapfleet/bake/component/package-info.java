/**
 * The builders, provisioners and post-processors that a template may name: their keys, what each
 * must be, and what is done with the values. The data are in {@code components.json}.
 */
@NullMarked
package io.snapfleet.bake.component;

import org.jspecify.annotations.NullMarked;

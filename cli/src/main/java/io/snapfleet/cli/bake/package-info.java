/** {@code snapfleet bake}: image templates. */
@NullMarked
package io.snapfleet.cli.bake;

import org.jspecify.annotations.NullMarked;

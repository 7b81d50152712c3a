/** The command line. */
@NullMarked
package io.snapfleet.cli;

import org.jspecify.annotations.NullMarked;

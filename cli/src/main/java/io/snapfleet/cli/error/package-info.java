/** What went wrong, in words and as an exit code. */
@NullMarked
package io.snapfleet.cli.error;

import org.jspecify.annotations.NullMarked;

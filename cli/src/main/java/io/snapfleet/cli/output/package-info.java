/** What a person or a script sees, and how a person is asked. */
@NullMarked
package io.snapfleet.cli.output;

import org.jspecify.annotations.NullMarked;

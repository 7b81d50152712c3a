/** One class per command; each says in its annotations what {@code snapfleet help} prints. */
@NullMarked
package io.snapfleet.cli.command;

import org.jspecify.annotations.NullMarked;

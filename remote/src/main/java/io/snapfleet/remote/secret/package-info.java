/** A type for credentials that does not print itself. */
@NullMarked
package io.snapfleet.remote.secret;

import org.jspecify.annotations.NullMarked;

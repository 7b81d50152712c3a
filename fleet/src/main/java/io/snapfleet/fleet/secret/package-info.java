/** Credentials: made, and encrypted at rest. */
@NullMarked
package io.snapfleet.fleet.secret;

import org.jspecify.annotations.NullMarked;

/** Credentials: a type that does not print itself, and encryption at rest. */
@NullMarked
package io.snapfleet.fleet.secret;

import org.jspecify.annotations.NullMarked;

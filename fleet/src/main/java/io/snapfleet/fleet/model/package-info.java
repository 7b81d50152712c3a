/**
 * The nouns: what a user asks for, what exists, what was done. Immutable values, no behaviour that
 * waits.
 */
@NullMarked
package io.snapfleet.fleet.model;

import org.jspecify.annotations.NullMarked;

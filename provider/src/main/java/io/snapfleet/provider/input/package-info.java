/**
 * What is said to people about what they wrote: where a mistake is, what is wrong, and the name
 * that was probably meant.
 */
@NullMarked
package io.snapfleet.provider.input;

import org.jspecify.annotations.NullMarked;

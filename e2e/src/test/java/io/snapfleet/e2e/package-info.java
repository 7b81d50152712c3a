/** The packaged product as its users meet it, on this computer's own machines. */
@NullMarked
package io.snapfleet.e2e;

import org.jspecify.annotations.NullMarked;

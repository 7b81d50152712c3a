@NullMarked
package io.snapfleet.vault.chunk;

import org.jspecify.annotations.NullMarked;

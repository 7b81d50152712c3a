@NullMarked
package io.snapfleet.vault.crypto;

import org.jspecify.annotations.NullMarked;

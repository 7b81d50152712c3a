@NullMarked
package io.snapfleet.vault.image;

import org.jspecify.annotations.NullMarked;

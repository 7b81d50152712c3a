/** What the command line and the fleet use of the vault. */
@NullMarked
package io.snapfleet.vault.api;

import org.jspecify.annotations.NullMarked;

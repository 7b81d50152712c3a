/** Trees of files: archived, restored, listed and compared. */
@NullMarked
package io.snapfleet.vault.tree;

import org.jspecify.annotations.NullMarked;

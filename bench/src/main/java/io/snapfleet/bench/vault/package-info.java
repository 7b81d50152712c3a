/** Measures backups and restores of the same data by the vault, restic and borg. */
@NullMarked
package io.snapfleet.bench.vault;

import org.jspecify.annotations.NullMarked;

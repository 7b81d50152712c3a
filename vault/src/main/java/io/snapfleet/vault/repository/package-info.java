/** An open repository: its keys, packs, index, snapshots, locks and local cache. */
@NullMarked
package io.snapfleet.vault.repository;

import org.jspecify.annotations.NullMarked;

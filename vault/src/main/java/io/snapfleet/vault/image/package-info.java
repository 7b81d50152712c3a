/**
 * Images and raw volumes: one large file or block device, cut at fixed sizes, of which only what is
 * allocated and may have changed is read, and which is restored sparse.
 */
@NullMarked
package io.snapfleet.vault.image;

import org.jspecify.annotations.NullMarked;

/**
 * Where data is cut into blobs: by its content, exactly where restic cuts with the same polynomial,
 * or at fixed sizes. Pure functions of bytes.
 */
@NullMarked
package io.snapfleet.vault.chunk;

import org.jspecify.annotations.NullMarked;

/**
 * Where a repository's files are: a directory or an S3 bucket, in the layout restic uses in both.
 *
 * <p>A {@link io.snapfleet.vault.store.Backend} knows names and bytes and nothing of what they
 * mean. {@link io.snapfleet.vault.store.BackendLocation} reads the locations that users write.
 */
@NullMarked
package io.snapfleet.vault.store;

import org.jspecify.annotations.NullMarked;

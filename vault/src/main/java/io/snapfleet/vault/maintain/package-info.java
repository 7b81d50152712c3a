/**
 * Keeping a repository sound: checking, pruning, repairing, and deciding what may be forgotten.
 *
 * <p>Whatever deletes files takes the repository's exclusive lock first, and deletes a thing only
 * when what replaces it is stored; killed at any moment it leaves a valid repository.
 */
@NullMarked
package io.snapfleet.vault.maintain;

import org.jspecify.annotations.NullMarked;

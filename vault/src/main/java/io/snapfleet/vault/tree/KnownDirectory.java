package io.snapfleet.vault.tree;

import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.IdList;

/**
 * How a directory looked when its tree was made.
 *
 * @param listing its {@link ListingHash}
 * @param subtrees the trees of the directories in it, in the order of their names
 */
record KnownDirectory(Id listing, IdList subtrees) {}

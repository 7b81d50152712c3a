package io.snapfleet.vault.repository;

import io.snapfleet.vault.format.Id;
import java.util.Set;

/** What index files list together. */
record KnownIndex(Set<Id> files, BlobIndex index) {
  KnownIndex {
    files = Set.copyOf(files);
  }
}

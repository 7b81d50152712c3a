package io.snapfleet.vault.repository;

import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.SnapshotFile;

/** A snapshot that is in the repository. */
public record StoredSnapshot(Id id, SnapshotFile file) {}

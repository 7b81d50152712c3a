package io.snapfleet.vault.image;

import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.repository.SinkStatistics;

/**
 * What a backup of an image made.
 *
 * @param tree the tree with the image's node, for a snapshot
 * @param path the image's absolute path, for a snapshot
 * @param size the image's length
 * @param bytesRead how much of it was read; the rest are holes, or known to be unchanged
 * @param bytesRecognized how much of what was read is as it was last time
 * @param stored what was new to the repository
 */
public record ArchivedImage(
    Id tree, String path, long size, long bytesRead, long bytesRecognized, SinkStatistics stored) {}

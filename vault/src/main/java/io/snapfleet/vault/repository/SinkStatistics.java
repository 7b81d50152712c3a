package io.snapfleet.vault.repository;

/**
 * What a session stored: blobs that were new and their bytes before and after compression and
 * encryption. What was there already is not counted.
 */
public record SinkStatistics(
    long dataBlobs, long treeBlobs, long rawBytes, long rawTreeBytes, long storedBytes) {}

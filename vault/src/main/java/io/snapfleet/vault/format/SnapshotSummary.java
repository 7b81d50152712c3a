package io.snapfleet.vault.format;

import java.time.Instant;
import java.time.ZoneId;

/** What one backup did, as newer versions of restic keep it with the snapshot. */
public record SnapshotSummary(
    Instant backupStart,
    Instant backupEnd,
    long filesNew,
    long filesChanged,
    long filesUnmodified,
    long directoriesNew,
    long directoriesChanged,
    long directoriesUnmodified,
    long dataBlobs,
    long treeBlobs,
    long dataAdded,
    long dataAddedPacked,
    long totalFilesProcessed,
    long totalBytesProcessed) {

  private static final String[] COUNTS = {
    "files_new",
    "files_changed",
    "files_unmodified",
    "dirs_new",
    "dirs_changed",
    "dirs_unmodified",
    "data_blobs",
    "tree_blobs",
    "data_added",
    "data_added_packed",
    "total_files_processed",
    "total_bytes_processed"
  };

  void write(JsonWriter out, ZoneId zone) {
    out.beginObject();
    out.field("backup_start").plainString(GoTime.format(backupStart, zone));
    out.field("backup_end").plainString(GoTime.format(backupEnd, zone));
    long[] counts = {
      filesNew,
      filesChanged,
      filesUnmodified,
      directoriesNew,
      directoriesChanged,
      directoriesUnmodified,
      dataBlobs,
      treeBlobs,
      dataAdded,
      dataAddedPacked,
      totalFilesProcessed,
      totalBytesProcessed
    };
    for (int i = 0; i < counts.length; i++) {
      out.field(COUNTS[i]).unsigned(counts[i]);
    }
    out.endObject();
  }

  static SnapshotSummary read(JsonReader in) {
    Instant start = Instant.EPOCH;
    Instant end = Instant.EPOCH;
    long[] counts = new long[COUNTS.length];
    in.beginObject();
    for (String field = in.nextField(); field != null; field = in.nextField()) {
      switch (field) {
        case "backup_start" -> start = GoTime.parse(in.string());
        case "backup_end" -> end = GoTime.parse(in.string());
        default -> readCount(in, field, counts);
      }
    }
    return new SnapshotSummary(
        start,
        end,
        counts[0],
        counts[1],
        counts[2],
        counts[3],
        counts[4],
        counts[5],
        counts[6],
        counts[7],
        counts[8],
        counts[9],
        counts[10],
        counts[11]);
  }

  private static void readCount(JsonReader in, String field, long[] counts) {
    for (int i = 0; i < counts.length; i++) {
      if (COUNTS[i].equals(field)) {
        counts[i] = in.number();
        return;
      }
    }
    in.skip();
  }
}

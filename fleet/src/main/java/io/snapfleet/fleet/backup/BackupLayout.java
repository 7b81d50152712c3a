package io.snapfleet.fleet.backup;

import io.snapfleet.fleet.model.Backup;
import java.util.List;

/** Where things are in a backup's snapshot, and how the snapshot is marked. */
final class BackupLayout {
  /** The directory that holds the files under the paths they had. */
  static final String FILES = "files";

  /** The directory that holds the database. */
  static final String DATABASE = "database";

  /** The file that holds the database. */
  static final String DUMP = DATABASE + "/dump";

  /** The file that says what is in the snapshot. */
  static final String MANIFEST = "backup.json";

  static final List<String> PATHS = List.of("/files", "/database", "/backup.json");

  private static final String ID_TAG = "backup=";

  private BackupLayout() {}

  /** Commas end a tag for restic. */
  static List<String> tags(Backup backup, String recipe, String applicationVersion) {
    return List.of(
        "fleet=" + backup.fleet(),
        ID_TAG + backup.id(),
        "period=" + backup.period().text(),
        "recipe=" + recipe.replace(',', ' '),
        "application=" + applicationVersion.replace(',', ' '));
  }

  static String idTag(String id) {
    return ID_TAG + id;
  }
}

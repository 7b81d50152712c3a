package io.snapfleet.cli.vault;

import java.nio.file.Path;
import java.util.List;

/**
 * What to back up.
 *
 * @param force read everything, whatever is known of the last backup
 */
record BackupSources(
    List<Path> paths, List<Path> images, List<String> excludes, List<String> tags, boolean force) {
  BackupSources {
    paths = List.copyOf(paths);
    images = List.copyOf(images);
    excludes = List.copyOf(excludes);
    tags = List.copyOf(tags);
  }
}

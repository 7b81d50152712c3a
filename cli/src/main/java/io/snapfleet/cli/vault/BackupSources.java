package io.snapfleet.cli.vault;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What to back up.
 *
 * @param changes which parts of the image changed, where that is known
 * @param force read everything, whatever is known of the last backup
 */
record BackupSources(
    List<Path> paths,
    List<Path> images,
    Optional<ExtentList> changes,
    List<String> excludes,
    List<String> tags,
    boolean force) {
  BackupSources {
    paths = List.copyOf(paths);
    images = List.copyOf(images);
    excludes = List.copyOf(excludes);
    tags = List.copyOf(tags);
  }
}

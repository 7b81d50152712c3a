package io.snapfleet.vault.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The modes of what is written into a repository, as restic chooses them: for the owner alone, or
 * for the group too when its config file can be read by the group. Files are never writable.
 */
record LocalModes(
    FileAttribute<Set<PosixFilePermission>> file,
    FileAttribute<Set<PosixFilePermission>> directory) {

  static final LocalModes OWNER = of("r--------", "rwx------");
  private static final LocalModes GROUP = of("r--r-----", "rwxrwx---");

  /** The modes of an existing repository. */
  static LocalModes derivedFrom(Path config) {
    try {
      return Files.getPosixFilePermissions(config).contains(PosixFilePermission.GROUP_READ)
          ? GROUP
          : OWNER;
    } catch (IOException notYetThere) {
      return OWNER;
    }
  }

  private static LocalModes of(String file, String directory) {
    return new LocalModes(attribute(file), attribute(directory));
  }

  private static FileAttribute<Set<PosixFilePermission>> attribute(String mode) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode));
  }
}

package io.snapfleet.cli.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;

/** A text file that is replaced as a whole: whoever reads it finds the old text or the new one. */
record ReplacedFile(Path file) {
  /**
   * Puts the text there, with the same mode and owner; returns where the file as it was is kept.
   */
  Path with(String text) throws IOException {
    Path backup = file.resolveSibling(file.getFileName() + ".backup");
    Files.copy(
        file, backup, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
    Path draft = Files.createTempFile(file.toAbsolutePath().getParent(), ".snapfleet-", "");
    try {
      Files.writeString(draft, text);
      copyAttributes(draft);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(draft);
    }
    return backup;
  }

  private void copyAttributes(Path draft) throws IOException {
    PosixFileAttributes had =
        Files.readAttributes(file, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    PosixFileAttributeView view = Files.getFileAttributeView(draft, PosixFileAttributeView.class);
    PosixFileAttributes has = view.readAttributes();
    if (!has.owner().equals(had.owner())) {
      view.setOwner(had.owner());
    }
    if (!has.group().equals(had.group())) {
      view.setGroup(had.group());
    }
    view.setPermissions(had.permissions());
  }
}

package io.snapfleet.vault.tree;

import io.snapfleet.vault.crypto.BlobHash;
import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.IdList;
import io.snapfleet.vault.repository.Repository;
import java.io.IOException;

/** Reads a restored file again and compares it with what it should hold. */
final class FileVerifier {
  private FileVerifier() {}

  static void verify(Repository repository, RestoredFile file, Problems problems) {
    IdList content = file.node().content();
    PosixReader reader = PosixReader.here();
    try {
      int descriptor = reader.open(file.path(), PosixCalls.O_RDONLY | PosixCalls.O_NOFOLLOW, 0);
      try {
        if (content != null && !matches(repository, reader, descriptor, content)) {
          problems.add(
              new Problem(
                  PosixCalls.shown(file.path()), "is not what was stored, after restoring"));
        }
      } finally {
        reader.close(descriptor);
      }
    } catch (IOException e) {
      problems.add(PosixCalls.shown(file.path()), e);
    }
  }

  private static boolean matches(
      Repository repository, PosixReader reader, int descriptor, IdList content)
      throws IOException {
    for (Id id : content) {
      byte[] bytes = new byte[repository.plainLength(BlobKind.DATA, id)];
      if (!fill(reader, descriptor, bytes) || !Id.of(BlobHash.of(bytes)).equals(id)) {
        return false;
      }
    }
    return reader.read(descriptor, new byte[1], 0, 1) < 0;
  }

  private static boolean fill(PosixReader reader, int descriptor, byte[] bytes) throws IOException {
    int at = 0;
    while (at < bytes.length) {
      int read = reader.read(descriptor, bytes, at, bytes.length - at);
      if (read < 0) {
        return false;
      }
      at += read;
    }
    return true;
  }
}

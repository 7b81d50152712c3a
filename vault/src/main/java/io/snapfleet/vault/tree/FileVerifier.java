package io.snapfleet.vault.tree;

import io.snapfleet.vault.crypto.BlobHash;
import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.IdList;
import io.snapfleet.vault.format.Node;
import io.snapfleet.vault.format.NodeKind;
import io.snapfleet.vault.repository.BlobLocation;
import io.snapfleet.vault.repository.Repository;
import java.io.IOException;
import java.util.Optional;

/** Compares files of this machine with what a repository says they hold. */
final class FileVerifier {
  private FileVerifier() {}

  /** Reports a restored file that is not what was stored. */
  static void verify(Repository repository, RestoredFile file, Problems problems) {
    try {
      if (!holds(repository, file.path(), file.node())) {
        problems.add(
            new Problem(PosixCalls.shown(file.path()), "is not what was stored, after restoring"));
      }
    } catch (IOException e) {
      problems.add(PosixCalls.shown(file.path()), e);
    }
  }

  /**
   * Whether a file is at its place already, with its content and under no other name. One that
   * cannot be read is not.
   */
  static boolean isThere(Repository repository, byte[] path, Node node) {
    try {
      FileStatus there = PosixReader.here().status(path);
      return there.kind() == NodeKind.FILE
          && there.links() == 1
          && there.size() == node.size()
          && holds(repository, path, node);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean holds(Repository repository, byte[] path, Node node) throws IOException {
    IdList content = node.content();
    PosixReader reader = PosixReader.here();
    int descriptor = reader.open(path, PosixCalls.O_RDONLY | PosixCalls.O_NOFOLLOW, 0);
    try {
      return content == null || matches(repository, reader, descriptor, content);
    } finally {
      reader.close(descriptor);
    }
  }

  private static boolean matches(
      Repository repository, PosixReader reader, int descriptor, IdList content)
      throws IOException {
    for (Id id : content) {
      Optional<BlobLocation> blob = repository.locate(BlobKind.DATA, id);
      if (blob.isEmpty()) {
        return false;
      }
      byte[] bytes = new byte[blob.get().blob().plainLength()];
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

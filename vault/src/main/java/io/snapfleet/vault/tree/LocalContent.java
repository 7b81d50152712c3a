package io.snapfleet.vault.tree;

import io.snapfleet.vault.format.NodeKind;
import java.io.IOException;

/** An open local file. */
final class LocalContent implements SourceContent {
  private final byte[] path;
  private final FileStatus described;
  private final int descriptor;

  private LocalContent(byte[] path, FileStatus described, int descriptor) {
    this.path = path;
    this.described = described;
    this.descriptor = descriptor;
  }

  /** Opens the file, but nothing else that may stand there by now. */
  static LocalContent open(byte[] path, FileStatus described) throws IOException {
    PosixReader reader = PosixReader.here();
    int flags = PosixCalls.O_RDONLY | PosixCalls.O_NOFOLLOW | PosixCalls.O_NONBLOCK;
    LocalContent content = new LocalContent(path, described, reader.open(path, flags, 0));
    if (reader.status(content.descriptor, path).kind() != NodeKind.FILE) {
      content.close();
      throw new IOException(PosixCalls.shown(path) + " has become something else than a file");
    }
    return content;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    return PosixReader.here().read(descriptor, buffer, offset, length);
  }

  @Override
  public boolean changedMeanwhile() throws IOException {
    FileStatus now = PosixReader.here().status(descriptor, path);
    return now.inode() != described.inode()
        || now.size() != described.size()
        || !now.hasMtime(described.mtime());
  }

  @Override
  public void close() throws IOException {
    PosixReader.here().close(descriptor);
  }
}

package io.snapfleet.fleet.backup;

import io.snapfleet.vault.format.FileMode;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.IdList;
import io.snapfleet.vault.format.Node;
import io.snapfleet.vault.format.NodeBuilder;
import io.snapfleet.vault.format.NodeKind;
import io.snapfleet.vault.format.RawText;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A file, directory or symbolic link as a machine lists it.
 *
 * @param path absolute, without the first slash, one character a byte as in {@link RawText}
 * @param mode permissions and special bits, as {@code chmod} takes them
 * @param target where a link points, one character a byte; null for what is none
 */
record RemoteFile(
    String path,
    NodeKind kind,
    int mode,
    int uid,
    int gid,
    String user,
    String group,
    long size,
    Instant mtime,
    Instant ctime,
    long inode,
    long device,
    long links,
    @Nullable String target) {

  boolean isFile() {
    return kind == NodeKind.FILE;
  }

  /** Whether nothing has been written to the file between the two looks at it. */
  boolean hasContentOf(RemoteFile other) {
    return size == other.size
        && inode == other.inode
        && mtime.equals(other.mtime)
        && ctime.equals(other.ctime);
  }

  /** Whether the file's content is the one a backup has, as far as its status tells. */
  boolean hasContentOf(Node node) {
    return node.isFile()
        && size == node.size()
        && inode == node.inode()
        && mtime.equals(node.mtime())
        && ctime.equals(node.ctime());
  }

  Node fileNode(IdList content, long bytes) {
    return builder().content(content).size(bytes).build();
  }

  Node directoryNode(Id subtree) {
    return builder().subtree(subtree).build();
  }

  Node linkNode() {
    return builder().linkTarget(target == null ? null : new RawText(target)).build();
  }

  private NodeBuilder builder() {
    String name = path.substring(path.lastIndexOf('/') + 1);
    return new NodeBuilder(new RawText(name), kind)
        .mode(FileMode.ofKernel(kernelKind() | mode))
        .times(mtime, mtime, ctime)
        .owner(uid, user)
        .group(gid, group)
        .inode(inode)
        .deviceId(links > 1 ? device : 0)
        .links(links);
  }

  private int kernelKind() {
    return switch (kind) {
      case DIRECTORY -> 0040000;
      case SYMLINK -> 0120000;
      default -> 0100000;
    };
  }
}

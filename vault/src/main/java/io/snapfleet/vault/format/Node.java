package io.snapfleet.vault.format;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a tree: a file, a directory or another thing that has a name, with all that is known
 * of it.
 *
 * @param mode Go's mode, see {@link FileMode}
 * @param deviceId the file system it was on; kept for hard links alone, as it changes otherwise
 * @param genericAttributes attributes of other systems, as the JSON they were, or null
 * @param content the blobs that make up a file; null for what has no content
 * @param subtree the directory's tree; null for what is none
 * @param error what went wrong when it was read; empty if nothing
 */
public record Node(
    RawText name,
    NodeKind kind,
    int mode,
    Instant mtime,
    Instant atime,
    Instant ctime,
    int uid,
    int gid,
    String user,
    String group,
    long inode,
    long deviceId,
    long size,
    long links,
    @Nullable RawText linkTarget,
    List<ExtendedAttribute> attributes,
    @Nullable String genericAttributes,
    long device,
    @Nullable IdList content,
    @Nullable Id subtree,
    String error) {

  public Node {
    attributes = List.copyOf(attributes);
  }

  public boolean isDirectory() {
    return kind == NodeKind.DIRECTORY;
  }

  public boolean isFile() {
    return kind == NodeKind.FILE;
  }

  /** A directory that is not there but in the snapshot, such as the one above several roots. */
  public static Node directory(RawText name, int permissions, Instant moment, Id subtree) {
    return new NodeBuilder(name, NodeKind.DIRECTORY)
        .mode(FileMode.DIRECTORY | permissions)
        .times(moment, moment, moment)
        .subtree(subtree)
        .build();
  }

  public Node withContent(IdList ids, long bytes) {
    return toBuilder().content(ids).size(bytes).build();
  }

  public Node withSubtree(Id id) {
    return toBuilder().subtree(id).build();
  }

  public Node withName(RawText other) {
    return toBuilder().name(other).build();
  }

  public NodeBuilder toBuilder() {
    return new NodeBuilder(this);
  }
}

package io.snapfleet.vault.format;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers a {@link Node}; what is not given is zero or empty. Not thread-safe. */
public final class NodeBuilder {
  private RawText name;
  private NodeKind kind;
  private int mode;
  private Instant mtime = Instant.EPOCH;
  private Instant atime = Instant.EPOCH;
  private Instant ctime = Instant.EPOCH;
  private int uid;
  private int gid;
  private String user = "";
  private String group = "";
  private long inode;
  private long deviceId;
  private long size;
  private long links;
  private @Nullable RawText linkTarget;
  private List<ExtendedAttribute> attributes = List.of();
  private @Nullable String genericAttributes;
  private long device;
  private @Nullable IdList content;
  private @Nullable Id subtree;
  private String error = "";

  public NodeBuilder(RawText name, NodeKind kind) {
    this.name = name;
    this.kind = kind;
  }

  NodeBuilder(Node node) {
    name = node.name();
    kind = node.kind();
    mode = node.mode();
    mtime = node.mtime();
    atime = node.atime();
    ctime = node.ctime();
    uid = node.uid();
    gid = node.gid();
    user = node.user();
    group = node.group();
    inode = node.inode();
    deviceId = node.deviceId();
    size = node.size();
    links = node.links();
    linkTarget = node.linkTarget();
    attributes = node.attributes();
    genericAttributes = node.genericAttributes();
    device = node.device();
    content = node.content();
    subtree = node.subtree();
    error = node.error();
  }

  public NodeBuilder name(RawText value) {
    name = value;
    return this;
  }

  public NodeBuilder kind(NodeKind value) {
    kind = value;
    return this;
  }

  public NodeBuilder mode(int value) {
    mode = value;
    return this;
  }

  public NodeBuilder times(Instant modified, Instant accessed, Instant changed) {
    return mtime(modified).atime(accessed).ctime(changed);
  }

  public NodeBuilder mtime(Instant value) {
    mtime = value;
    return this;
  }

  public NodeBuilder atime(Instant value) {
    atime = value;
    return this;
  }

  public NodeBuilder ctime(Instant value) {
    ctime = value;
    return this;
  }

  public NodeBuilder owner(int userId, String userName) {
    uid = userId;
    user = userName;
    return this;
  }

  public NodeBuilder group(int groupId, String groupName) {
    gid = groupId;
    group = groupName;
    return this;
  }

  public NodeBuilder inode(long value) {
    inode = value;
    return this;
  }

  public NodeBuilder deviceId(long value) {
    deviceId = value;
    return this;
  }

  public NodeBuilder size(long value) {
    size = value;
    return this;
  }

  public NodeBuilder links(long value) {
    links = value;
    return this;
  }

  public NodeBuilder linkTarget(@Nullable RawText value) {
    linkTarget = value;
    return this;
  }

  public NodeBuilder attributes(List<ExtendedAttribute> value) {
    attributes = value;
    return this;
  }

  public NodeBuilder genericAttributes(@Nullable String value) {
    genericAttributes = value;
    return this;
  }

  public NodeBuilder device(long value) {
    device = value;
    return this;
  }

  public NodeBuilder content(@Nullable IdList value) {
    content = value;
    return this;
  }

  public NodeBuilder subtree(@Nullable Id value) {
    subtree = value;
    return this;
  }

  public NodeBuilder error(String value) {
    error = value;
    return this;
  }

  public Node build() {
    return new Node(
        name,
        kind,
        mode,
        mtime,
        atime,
        ctime,
        uid,
        gid,
        user,
        group,
        inode,
        deviceId,
        size,
        links,
        linkTarget,
        attributes,
        genericAttributes,
        device,
        content,
        subtree,
        error);
  }

  NodeBuilder uid(int value) {
    uid = value;
    return this;
  }

  NodeBuilder gid(int value) {
    gid = value;
    return this;
  }

  NodeBuilder user(String value) {
    user = value;
    return this;
  }

  NodeBuilder groupName(String value) {
    group = value;
    return this;
  }
}

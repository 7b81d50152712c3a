package io.snapfleet.vault.tree;

import io.snapfleet.vault.format.ExtendedAttribute;
import io.snapfleet.vault.format.Node;
import io.snapfleet.vault.format.NodeBuilder;
import io.snapfleet.vault.format.NodeKind;
import io.snapfleet.vault.format.RawText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A file of this machine, as it was when its directory was listed. */
final class LocalEntry implements SourceEntry {
  private final byte[] path;
  private final RawText name;
  private final FileStatus status;
  private final ExcludeRules excludes;

  LocalEntry(byte[] path, RawText name, FileStatus status, ExcludeRules excludes) {
    this.path = path;
    this.name = name;
    this.status = status;
    this.excludes = excludes;
  }

  /** Looks at a file; its name is its path's last part. */
  static LocalEntry at(RawText path, ExcludeRules excludes) throws IOException {
    byte[] bytes = path.bytes();
    RawText name = new RawText(path.latin1().substring(path.latin1().lastIndexOf('/') + 1));
    return new LocalEntry(bytes, name, PosixReader.here().status(bytes), excludes);
  }

  @Override
  public RawText name() {
    return name;
  }

  @Override
  public NodeKind kind() {
    return status.kind();
  }

  @Override
  public String path() {
    return PosixCalls.shown(path);
  }

  @Override
  public long size() {
    return status.size();
  }

  /** A change of anything but content shows in the time of the last change of description. */
  @Override
  public boolean isDescribedBy(Node previous) {
    return previous.kind() == status.kind()
        && status.hasCtime(previous.ctime())
        && status.hasMtime(previous.mtime())
        && previous.atime().equals(previous.mtime())
        && status.inode() == previous.inode()
        && status.mode() == previous.mode()
        && status.uid() == previous.uid()
        && status.gid() == previous.gid()
        && (!previous.isFile() || status.size() == previous.size())
        && keptLinks() == previous.links()
        && keptDevice() == previous.deviceId()
        && keptSpecialDevice() == previous.device()
        && OwnerNames.user(status.uid()).equals(previous.user())
        && OwnerNames.group(status.gid()).equals(previous.group());
  }

  @Override
  public boolean hasContentOf(Node previous) {
    return previous.isFile()
        && status.size() == previous.size()
        && status.hasMtime(previous.mtime())
        && status.hasCtime(previous.ctime())
        && status.inode() == previous.inode();
  }

  @Override
  public boolean addTo(ListingHash hash) {
    hash.add(name);
    hash.add(status.mode());
    hash.add(status.inode());
    hash.add(status.size());
    hash.add(status.mtimeSeconds());
    hash.add(status.mtimeNanos());
    hash.add(status.ctimeSeconds());
    hash.add(status.ctimeNanos());
    hash.add(status.uid());
    hash.add(OwnerNames.user(status.uid()));
    hash.add(status.gid());
    hash.add(OwnerNames.group(status.gid()));
    hash.add(keptLinks());
    hash.add(keptDevice());
    hash.add(keptSpecialDevice());
    return true;
  }

  @Override
  public Node describe(Problems problems) throws IOException {
    NodeBuilder node =
        new NodeBuilder(name, status.kind())
            .mode(status.mode())
            .times(status.mtime(), status.mtime(), status.ctime())
            .owner(status.uid(), OwnerNames.user(status.uid()))
            .group(status.gid(), OwnerNames.group(status.gid()))
            .inode(status.inode())
            .links(keptLinks())
            .deviceId(keptDevice())
            .device(keptSpecialDevice())
            .attributes(attributes(problems));
    if (status.kind() == NodeKind.FILE) {
      node.size(status.size());
    } else if (status.kind() == NodeKind.SYMLINK) {
      node.linkTarget(PosixReader.here().readLink(path));
    }
    return node.build();
  }

  private List<ExtendedAttribute> attributes(Problems problems) {
    try {
      return PosixReader.here().attributes(path);
    } catch (IOException e) {
      problems.add(path(), e);
      return List.of();
    }
  }

  /** Directories, pipes and sockets have no count of links in a tree. */
  private long keptLinks() {
    return switch (status.kind()) {
      case FILE, SYMLINK, BLOCK_DEVICE, CHARACTER_DEVICE -> status.links();
      default -> 0;
    };
  }

  /** The file system's number tells hard links apart, and changes too easily for the rest. */
  private long keptDevice() {
    return status.kind() == NodeKind.DIRECTORY || keptLinks() == 1 ? 0 : status.device();
  }

  private long keptSpecialDevice() {
    return switch (status.kind()) {
      case BLOCK_DEVICE, CHARACTER_DEVICE -> status.specialDevice();
      default -> 0;
    };
  }

  @Override
  public List<SourceEntry> children(Problems problems) throws IOException {
    PosixReader reader = PosixReader.here();
    List<SourceEntry> children = new ArrayList<>();
    for (RawText child : reader.list(path)) {
      byte[] below = below(child);
      if (excludes.isEmpty() || !excludes.exclude(PosixCalls.shown(below))) {
        addChild(reader, below, child, children, problems);
      }
    }
    return children;
  }

  private void addChild(
      PosixReader reader,
      byte[] below,
      RawText child,
      List<SourceEntry> children,
      Problems problems) {
    try {
      children.add(new LocalEntry(below, child, reader.status(below), excludes));
    } catch (PosixException e) {
      // What goes between listing and looking is as if it had gone before.
      if (!e.isNotThere()) {
        problems.add(PosixCalls.shown(below), e);
      }
    } catch (IOException e) {
      problems.add(PosixCalls.shown(below), e);
    }
  }

  private byte[] below(RawText child) {
    return Paths.below(path, child);
  }

  @Override
  public SourceContent open() throws IOException {
    return LocalContent.open(path, status);
  }
}

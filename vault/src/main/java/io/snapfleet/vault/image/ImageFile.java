package io.snapfleet.vault.image;

import io.snapfleet.vault.format.FileMode;
import io.snapfleet.vault.format.IdList;
import io.snapfleet.vault.format.Node;
import io.snapfleet.vault.format.NodeBuilder;
import io.snapfleet.vault.format.NodeKind;
import io.snapfleet.vault.format.RawText;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.GroupPrincipal;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;

/**
 * An image as it is now, before it is read.
 *
 * @param mode the kernel's
 */
record ImageFile(
    Path path,
    boolean regular,
    long size,
    Instant mtime,
    Instant ctime,
    long inode,
    int mode,
    int uid,
    int gid,
    String user,
    String group) {

  private static final String ATTRIBUTES =
      "unix:mode,size,lastModifiedTime,ctime,ino,uid,gid,owner,group";
  private static final int KIND_MASK = 0170000;
  private static final int REGULAR = 0100000;
  private static final int BLOCK_DEVICE = 0060000;
  private static final int PERMISSIONS = 0777;
  private static final Duration FINE_TICK = Duration.ofMillis(100);
  private static final Duration COARSE_TICK = Duration.ofSeconds(2);

  /** Looks at a file or block device; links are followed. */
  static ImageFile of(Path path) throws IOException {
    Seen seen = new Seen(Files.readAttributes(path, ATTRIBUTES));
    int mode = seen.get("mode", Integer.class);
    int kind = mode & KIND_MASK;
    if (kind != REGULAR && kind != BLOCK_DEVICE) {
      throw new ImageException(
          path + " is neither a file nor a block device, so it cannot be backed up as an image.");
    }
    return new ImageFile(
        path.toAbsolutePath().normalize(),
        kind == REGULAR,
        kind == REGULAR ? seen.get("size", Long.class) : deviceSize(path),
        seen.get("lastModifiedTime", FileTime.class).toInstant(),
        seen.get("ctime", FileTime.class).toInstant(),
        seen.get("ino", Long.class),
        mode,
        seen.get("uid", Integer.class),
        seen.get("gid", Integer.class),
        seen.get("owner", UserPrincipal.class).getName(),
        seen.get("group", GroupPrincipal.class).getName());
  }

  private record Seen(Map<String, Object> attributes) {
    <T> T get(String name, Class<T> type) {
      return type.cast(Objects.requireNonNull(attributes.get(name), name));
    }
  }

  private static long deviceSize(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      return channel.size();
    }
  }

  /** Whether it is surely what the node was made of. Of a device that cannot be seen. */
  boolean isUnchangedSince(Node node) {
    return regular
        && node.isFile()
        && node.size() == size
        && node.mtime().equals(mtime)
        && node.ctime().equals(ctime)
        && node.inode() == inode;
  }

  /**
   * Whether a write from now on would show in its times: they are older than a clock tick of its
   * file system. Without that, a write in the same tick as the last would go unseen.
   */
  boolean isSettledAt(Instant now) {
    Instant last = mtime.isAfter(ctime) ? mtime : ctime;
    Duration tick = last.equals(last.truncatedTo(ChronoUnit.SECONDS)) ? COARSE_TICK : FINE_TICK;
    return last.plus(tick).isBefore(now);
  }

  RawText name() {
    return RawText.of(path.getFileName().toString());
  }

  /** Its node: always a file, so that a device's content is restored as one. */
  Node toNode(IdList content) {
    return new NodeBuilder(name(), NodeKind.FILE)
        .mode(FileMode.ofKernel(REGULAR | (mode & PERMISSIONS)))
        .times(mtime, mtime, ctime)
        .owner(uid, user)
        .group(gid, group)
        .inode(inode)
        .links(1)
        .size(size)
        .content(content)
        .build();
  }
}

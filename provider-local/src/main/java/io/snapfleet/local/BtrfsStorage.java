package io.snapfleet.local;

import io.snapfleet.provider.api.ImageFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Trees as btrfs subvolumes: a copy shares all data with its origin until one of them changes. */
final class BtrfsStorage implements Storage {
  private static final String MADE = "Gen at creation:";
  private static final Pattern EXTENT_BYTES =
      Pattern.compile("^inode \\d+ file offset \\d+ len (\\d+) ");

  private final Commands commands;
  private final Path pool;
  private final boolean mounted;

  /**
   * @param pool a directory on btrfs
   * @param mounted whether we mounted it, so that closing unmounts it
   */
  BtrfsStorage(Commands commands, Path pool, boolean mounted) {
    this.commands = commands;
    this.pool = pool;
    this.mounted = mounted;
  }

  @Override
  public void create(Path tree) {
    commands.require("btrfs", "-q", "subvolume", "create", tree.toString());
  }

  @Override
  public void copy(Path from, Path to) {
    commands.require("btrfs", "-q", "subvolume", "snapshot", from.toString(), to.toString());
  }

  /** Every extent has the number of the transaction that wrote it. */
  @Override
  public OptionalLong written(Path tree, Path copy) {
    String made =
        commands
            .require("btrfs", "subvolume", "show", tree.toString())
            .lines()
            .map(String::strip)
            .filter(line -> line.startsWith(MADE))
            .findFirst()
            .map(line -> line.substring(MADE.length()).strip())
            .orElseThrow();
    return OptionalLong.of(
        commands
            .require("btrfs", "subvolume", "find-new", copy.toString(), made)
            .lines()
            .map(EXTENT_BYTES::matcher)
            .filter(Matcher::find)
            .mapToLong(extent -> Long.parseLong(extent.group(1)))
            .sum());
  }

  @Override
  public boolean copyNeedsRest() {
    return false;
  }

  @Override
  public void sync() {
    commands.require("btrfs", "filesystem", "sync", pool.toString());
  }

  @Override
  public void seal(Path tree) {
    commands.require("btrfs", "property", "set", tree.toString(), "ro", "true");
  }

  @Override
  public void delete(Path tree) {
    if (!Files.exists(tree)) {
      return;
    }
    if (!tryDelete(tree)) {
      Mounts.removeBelow(tree, commands);
      deleteNested(tree);
      commands.require("btrfs", "-q", "subvolume", "delete", tree.toString());
    }
  }

  @Override
  public ImageFiles open(Path tree) {
    return new ImageFiles() {
      @Override
      public Path root() {
        return tree;
      }

      @Override
      public void close() {
        // A sealed subvolume is read-only as it lies there: nothing was opened.
      }
    };
  }

  @Override
  public void close() {
    if (mounted) {
      commands.run("umount", pool.toString());
    }
  }

  private boolean tryDelete(Path tree) {
    return commands.run("btrfs", "-q", "subvolume", "delete", tree.toString()).succeeded();
  }

  /** Programs in a machine may have made subvolumes of their own, which go first, deepest first. */
  private void deleteNested(Path tree) {
    Path top = pool.toAbsolutePath();
    commands
        .require("btrfs", "subvolume", "list", "-o", tree.toString())
        .lines()
        .map(line -> line.substring(line.indexOf(" path ") + " path ".length()))
        .map(path -> nested(top, tree, path))
        .sorted(Comparator.reverseOrder())
        .forEach(this::delete);
  }

  /** The listing counts from the top of the file system, which the pool need not be. */
  private static Path nested(Path top, Path tree, String listed) {
    String inPool = top.relativize(tree.toAbsolutePath()).toString();
    int start = listed.indexOf(inPool + "/");
    return top.resolve(start < 0 ? listed : listed.substring(start));
  }
}

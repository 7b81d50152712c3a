package io.snapfleet.fleet.backup;

import io.snapfleet.recipe.BackupRule;
import io.snapfleet.vault.format.FileMode;
import io.snapfleet.vault.format.Node;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Brings machines' files to those of a backup by sending what differs. A machine is compared by
 * what it lists, whatever it was made from, so a run that was cut off is repaired by another: tar
 * sets a file's time when its content is whole. For machines that nobody writes to. Thread-safe.
 */
public final class FileRefresh {
  private final BackupReader backup;
  private final BackupRule rule;
  private final SortedMap<String, Node> wanted;

  /** Reads the list of the backup's files that the rule includes. */
  public FileRefresh(BackupReader backup, BackupRule rule) {
    this.backup = backup;
    this.rule = rule;
    Exclusions exclusions = new Exclusions(rule.exclude());
    this.wanted = new TreeMap<>();
    BackupReader.within(rule, backup.files())
        .forEach(
            (path, node) -> {
              if (!exclusions.cover(path)) {
                wanted.put(path, node);
              }
            });
  }

  /** Which files of a machine are compared. */
  public BackupRule rule() {
    return rule;
  }

  /** Makes the machine's files be those of the backup, and tells what that took. */
  public BackupReader.Written apply(MachineFiles machine) {
    SortedMap<String, RemoteFile> present = machine.list();
    SortedMap<String, Node> changed = changed(present);
    List<String> surplus = BackupReader.surplus(present, wanted, rule);
    if (!surplus.isEmpty()) {
      machine.delete(surplus);
    }
    if (!changed.isEmpty()) {
      machine.write(backup.tar(changed));
    }
    long bytes = changed.values().stream().mapToLong(Node::size).sum();
    return new BackupReader.Written(changed.size(), bytes, surplus.size());
  }

  private SortedMap<String, Node> changed(SortedMap<String, RemoteFile> present) {
    SortedMap<String, Node> changed = new TreeMap<>();
    wanted.forEach(
        (path, node) -> {
          if (!isSame(node, present.get(path))) {
            changed.put(path, node);
          }
        });
    return changed;
  }

  private static boolean isSame(Node node, @Nullable RemoteFile file) {
    return file != null
        && node.kind() == file.kind()
        && FileMode.toKernel(node.mode()) % 010000 == file.mode()
        && node.uid() == file.uid()
        && node.gid() == file.gid()
        && switch (node.kind()) {
          case FILE -> node.size() == file.size() && node.mtime().equals(file.mtime());
          case SYMLINK -> Objects.equals(target(node), file.target());
          default -> true;
        };
  }

  private static @Nullable String target(Node node) {
    return node.linkTarget() == null ? null : node.linkTarget().latin1();
  }
}

package io.snapfleet.fleet.backup;

import io.snapfleet.fleet.model.Backup;
import io.snapfleet.recipe.BackupRule;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.Node;
import io.snapfleet.vault.repository.Repository;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads one backup out of the vault, and puts it onto machines. Thread-safe. */
public final class BackupReader {
  private final Repository repository;
  private final SnapshotTree tree;
  private final Id root;

  BackupReader(Repository repository, Id snapshot) {
    this.repository = repository;
    Id found = repository.snapshot(snapshot).file().tree();
    if (found == null) {
      throw new MachineFilesException("the snapshot %s has no tree".formatted(snapshot.shortHex()));
    }
    this.root = found;
    this.tree = new SnapshotTree(repository, root);
  }

  /**
   * A file of a backup.
   *
   * @param path absolute, as it was on the machine
   */
  public record Entry(String path, long bytes) {}

  /**
   * What changed between two backups.
   *
   * @param change one of the words added, removed and changed
   * @param bytes the size it has, or had
   */
  public record Difference(String path, String change, long bytes) {}

  /** What was done to a machine. */
  public record Written(long items, long bytes, long removed) {}

  /** A backup whose end was not seen, as its snapshot says it is. */
  public Backup remembered(Backup taken, Id snapshot) {
    Manifest manifest = manifest();
    return taken.stored(
        manifest.moment(), manifest.detail().until(), snapshot.hex(), manifest.detail());
  }

  Manifest manifest() {
    Node node =
        tree.find(BackupLayout.MANIFEST)
            .orElseThrow(
                () ->
                    new MachineFilesException(
                        "the snapshot has no %s: it is no backup of an application"
                            .formatted(BackupLayout.MANIFEST)));
    try (InputStream json = content(node)) {
      return Manifest.read(json.readAllBytes());
    } catch (java.io.IOException impossible) {
      throw new java.io.UncheckedIOException(impossible);
    }
  }

  /** The size of the database's dump; nothing where the backup has none. */
  public Optional<Long> dumpBytes() {
    return tree.find(BackupLayout.DUMP).map(Node::size);
  }

  /** The database's dump, fetched as it is read. */
  public InputStream dump() {
    return content(tree.find(BackupLayout.DUMP).orElseThrow());
  }

  /** A tar stream of these files of the backup, by path, fetched as it is read. */
  InputStream tar(SortedMap<String, Node> nodes) {
    return TarStream.of(repository, nodes);
  }

  private InputStream content(Node node) {
    return new ContentStream(repository, node.content() == null ? List.of() : node.content());
  }

  /** All files, by their path without the first slash, one character a byte. */
  SortedMap<String, Node> files() {
    return tree.below(BackupLayout.FILES);
  }

  /** What changed from an earlier backup to this one. */
  public List<Difference> since(BackupReader earlier) {
    List<Difference> differences = new ArrayList<>();
    for (TreeDifference.Change change : TreeDifference.between(repository, earlier.root, root)) {
      Node shown = change.after() != null ? change.after() : change.before();
      if (shown != null && !shown.isDirectory() && !change.path().equals(BackupLayout.MANIFEST)) {
        differences.add(
            new Difference(
                shownPath(change.path()),
                change.before() == null ? "added" : change.after() == null ? "removed" : "changed",
                shown.size()));
      }
    }
    return differences;
  }

  private static String shownPath(String path) {
    String prefix = BackupLayout.FILES + "/";
    return path.startsWith(prefix)
        ? "/" + RawPath.text(path.substring(prefix.length()))
        : RawPath.text(path);
  }

  /**
   * Makes a machine's files be those of this backup: all are written anew, whatever their status
   * says, and those that the backup does not have are removed. What the rule excludes is left as it
   * is. May be called again after it was cut off.
   */
  public Written restoreFiles(MachineFiles machine, BackupRule rule) {
    SortedMap<String, Node> wanted = within(rule, files());
    List<String> surplus = surplus(machine.listWhatIsThere(), wanted, rule);
    machine.delete(surplus);
    machine.write(TarStream.of(repository, wanted));
    return new Written(wanted.size(), bytes(wanted.values()), surplus.size());
  }

  /**
   * Makes these paths of a machine be as they are in this backup: those it has are written, the
   * others removed. Directories they are in must be there or among them.
   */
  public Written writeFiles(MachineFiles machine, BackupRule rule, Collection<String> paths) {
    SortedMap<String, Node> known = within(rule, files());
    SortedMap<String, Node> wanted = new TreeMap<>(known);
    wanted.keySet().retainAll(paths);
    List<String> gone =
        paths.stream()
            .filter(path -> !known.containsKey(path))
            .filter(path -> isWithin(rule, path))
            .toList();
    machine.delete(gone);
    machine.write(TarStream.of(repository, wanted));
    return new Written(wanted.size(), bytes(wanted.values()), gone.size());
  }

  /**
   * What the backup does not have, or has as another kind of thing; of a directory that goes, not
   * what is in it. A directory that may hold what is excluded stays.
   */
  static List<String> surplus(
      SortedMap<String, RemoteFile> present, SortedMap<String, Node> wanted, BackupRule rule) {
    Exclusions exclusions = new Exclusions(rule.exclude());
    List<String> surplus = new ArrayList<>();
    present.forEach(
        (path, file) -> {
          Node node = wanted.get(path);
          boolean unwanted = node == null || node.kind() != file.kind();
          boolean inside = !surplus.isEmpty() && path.startsWith(surplus.getLast() + "/");
          if (unwanted && !inside && !exclusions.reachInto(path)) {
            surplus.add(path);
          }
        });
    return surplus;
  }

  /** A snapshot that somebody tampered with must not lead elsewhere on the machine. */
  static SortedMap<String, Node> within(BackupRule rule, SortedMap<String, Node> files) {
    SortedMap<String, Node> within = new TreeMap<>();
    files.forEach(
        (path, node) -> {
          if (isWithin(rule, path)) {
            within.put(path, node);
          }
        });
    return within;
  }

  private static boolean isWithin(BackupRule rule, String path) {
    return rule.directories().stream()
        .map(directory -> RawPath.of(directory.substring(1)))
        .anyMatch(directory -> path.equals(directory) || path.startsWith(directory + "/"));
  }

  private static long bytes(Collection<Node> nodes) {
    return nodes.stream().mapToLong(Node::size).sum();
  }

  /**
   * Writes the backup's parts into a directory of this computer, which must be empty or missing:
   * the files under {@code files}, the database as {@code database/dump}.
   */
  public void writeTo(Path directory, boolean files, boolean database) {
    List<String> parts = new ArrayList<>();
    if (files) {
      parts.add(BackupLayout.FILES);
    }
    if (database && dumpBytes().isPresent()) {
      parts.add(BackupLayout.DATABASE);
    }
    new DirectoryRestore(repository, root, directory).write(parts);
  }
}

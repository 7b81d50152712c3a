package io.snapfleet.fleet.backup;

import io.snapfleet.vault.format.BlobKind;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.format.Node;
import io.snapfleet.vault.format.RawText;
import io.snapfleet.vault.format.TreeWriter;
import io.snapfleet.vault.repository.BlobSink;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the trees of a snapshot out of files that are known by their paths. Not thread-safe. */
final class TreeBuilder {
  private static final int READABLE_BY_ALL = 0755;

  private final Directory root = new Directory();
  private final Instant moment;

  /**
   * @param moment of the directories that lead to what is in the snapshot, but are not part of it
   */
  TreeBuilder(Instant moment) {
    this.moment = moment;
  }

  /** Adds what is no directory. */
  void add(String path, Node node) {
    parentOf(path).entries.put(nameOf(path), new Leaf(node));
  }

  /** Adds a directory, whose content may have been added before or may follow. */
  void addDirectory(RemoteFile file, String path) {
    directory(path).node = file::directoryNode;
  }

  /** Stores all trees and gives the topmost one. */
  Id store(BlobSink sink) {
    return store(root, sink);
  }

  private Id store(Directory directory, BlobSink sink) {
    TreeWriter writer = new TreeWriter(ZoneOffset.UTC);
    directory.entries.forEach((name, entry) -> writer.add(node(name, entry, sink)));
    byte[] tree = writer.finish();
    return sink.save(BlobKind.TREE, tree, 0, tree.length);
  }

  private Node node(String name, Entry entry, BlobSink sink) {
    return switch (entry) {
      case Leaf leaf -> leaf.node;
      case Directory directory -> {
        Id subtree = store(directory, sink);
        Function<Id, Node> known = directory.node;
        yield known == null
            ? Node.directory(new RawText(name), READABLE_BY_ALL, moment, subtree)
            : known.apply(subtree);
      }
    };
  }

  private Directory parentOf(String path) {
    int slash = path.lastIndexOf('/');
    return slash < 0 ? root : directory(path.substring(0, slash));
  }

  private Directory directory(String path) {
    Entry known = parentOf(path).entries.computeIfAbsent(nameOf(path), name -> new Directory());
    if (known instanceof Directory directory) {
      return directory;
    }
    throw new IllegalStateException("a file has files in it: " + path);
  }

  private static String nameOf(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private sealed interface Entry {}

  private record Leaf(Node node) implements Entry {}

  private static final class Directory implements Entry {
    private final SortedMap<String, Entry> entries = new TreeMap<>();
    private @Nullable Function<Id, Node> node;
  }
}

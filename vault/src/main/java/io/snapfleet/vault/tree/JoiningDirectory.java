package io.snapfleet.vault.tree;

import io.snapfleet.vault.format.FileMode;
import io.snapfleet.vault.format.Node;
import io.snapfleet.vault.format.NodeBuilder;
import io.snapfleet.vault.format.NodeKind;
import io.snapfleet.vault.format.RawText;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.BiFunction;

/** A directory above archived roots, which holds these alone. */
final class JoiningDirectory implements SourceEntry {
  private static final int PERMISSIONS = 0755;

  private final RawText name;
  private final String path;
  private final BiFunction<RawText, String, DirectoryDescription> describe;
  private final DirectoryDescription description;
  private final Map<RawText, SourceEntry> entries = new TreeMap<>();

  JoiningDirectory(
      RawText name, String path, BiFunction<RawText, String, DirectoryDescription> describe) {
    this.name = name;
    this.path = path;
    this.describe = describe;
    this.description = describe.apply(name, path);
  }

  static Deque<RawText> parts(RawText path) {
    Deque<RawText> parts = new ArrayDeque<>();
    for (String part : path.latin1().split("/")) {
      if (part.equals("..")) {
        throw new IllegalArgumentException("A root's path must not hold '..': " + path.text());
      }
      if (!part.isEmpty() && !part.equals(".")) {
        parts.add(new RawText(part));
      }
    }
    return parts;
  }

  void place(Deque<RawText> parts, String whole, SourceEntry entry) {
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("A root needs a path of its own, not " + whole);
    }
    RawText first = parts.removeFirst();
    if (parts.isEmpty()) {
      if (entries.putIfAbsent(first, new RenamedEntry(first, entry)) != null) {
        throw overlapping(whole);
      }
      return;
    }
    String below = (path.equals("/") ? "" : path) + "/" + first.text();
    SourceEntry next =
        entries.computeIfAbsent(first, one -> new JoiningDirectory(one, below, describe));
    if (!(next instanceof JoiningDirectory directory)) {
      throw overlapping(whole);
    }
    directory.place(parts, whole, entry);
  }

  private static IllegalArgumentException overlapping(String path) {
    return new IllegalArgumentException(
        "Two roots overlap at " + path + "; name the one that holds the other.");
  }

  List<SourceEntry> entries() {
    return new ArrayList<>(entries.values());
  }

  @Override
  public RawText name() {
    return name;
  }

  @Override
  public NodeKind kind() {
    return NodeKind.DIRECTORY;
  }

  @Override
  public String path() {
    return path;
  }

  @Override
  public long size() {
    return 0;
  }

  @Override
  public boolean isDescribedBy(Node previous) {
    return description.isDescribedBy(previous);
  }

  @Override
  public boolean hasContentOf(Node previous) {
    return false;
  }

  @Override
  public Node describe(Problems problems) throws IOException {
    return description.describe(problems);
  }

  @Override
  public List<SourceEntry> children(Problems problems) {
    return entries();
  }

  @Override
  public SourceContent open() throws IOException {
    throw new IOException(path + " is a directory");
  }

  static DirectoryDescription plain(RawText name, String path) {
    Node node =
        new NodeBuilder(name, NodeKind.DIRECTORY)
            .mode(FileMode.DIRECTORY | PERMISSIONS)
            .times(Instant.EPOCH, Instant.EPOCH, Instant.EPOCH)
            .owner(0, "root")
            .group(0, "root")
            .build();
    return new DirectoryDescription() {
      @Override
      public Node describe(Problems problems) {
        return node;
      }

      @Override
      public boolean isDescribedBy(Node previous) {
        return node.withSubtree(Objects.requireNonNull(previous.subtree())).equals(previous);
      }
    };
  }
}

package io.snapfleet.vault.tree;

import io.snapfleet.vault.format.RawText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/**
 * Puts several roots into one tree, each at its path, so that one snapshot can hold a web root, a
 * database dump and more. Not thread-safe.
 */
public final class SourceTree {
  private final JoiningDirectory top;
  private final List<String> paths = new ArrayList<>();
  private final List<String> excludes = new ArrayList<>();

  /** Directories above the roots are described as plain ones, owned by root. */
  public SourceTree() {
    this(JoiningDirectory::plain);
  }

  SourceTree(BiFunction<RawText, String, DirectoryDescription> describe) {
    this.top = new JoiningDirectory(RawText.of("/"), "/", describe);
  }

  /**
   * Puts an entry at a path, such as {@code /srv/www}; its own name does not count. Another root
   * must not be there, above or below.
   */
  public SourceTree add(String path, SourceEntry entry) {
    top.place(JoiningDirectory.parts(RawText.of(path)), path, entry);
    paths.add(path);
    return this;
  }

  SourceTree add(RawText path, SourceEntry entry) {
    top.place(JoiningDirectory.parts(path), path.text(), entry);
    paths.add(path.text());
    return this;
  }

  /** Records rules by which the roots' entries leave things out. */
  public SourceTree excluding(List<String> rules) {
    excludes.addAll(rules);
    return this;
  }

  public TreeSource source() {
    List<SourceEntry> entries = top.entries();
    List<String> roots = List.copyOf(paths);
    List<String> rules = List.copyOf(excludes);
    return new TreeSource() {
      @Override
      public List<SourceEntry> top() {
        return entries;
      }

      @Override
      public List<String> paths() {
        return roots;
      }

      @Override
      public List<String> excludes() {
        return rules;
      }
    };
  }
}

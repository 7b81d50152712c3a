package io.snapfleet.vault.tree;

import io.snapfleet.vault.format.Node;
import io.snapfleet.vault.format.RawText;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Files and directories of this machine, each at its absolute path in the tree. */
public final class LocalTreeSource {
  private LocalTreeSource() {}

  /**
   * Has the C library's calls linked by another thread, for whoever has something else to do before
   * the first file is looked at. What goes wrong is told by the first call that is made.
   */
  public static void linkAhead() {
    Thread.ofPlatform()
        .daemon()
        .name("vault-link")
        .uncaughtExceptionHandler((thread, toldByTheFirstCall) -> {})
        .start(PosixReader::here);
  }

  /** The roots must exist; what the rules exclude below them is left out. */
  public static TreeSource of(List<Path> roots, ExcludeRules excludes) throws IOException {
    if (roots.size() == 1 && roots.getFirst().toAbsolutePath().normalize().getNameCount() == 0) {
      return everything(excludes);
    }
    SourceTree tree = new SourceTree(LocalTreeSource::above);
    for (Path root : roots) {
      RawText path = raw(root.toAbsolutePath().normalize());
      tree.add(path, LocalEntry.at(path, excludes));
    }
    return tree.excluding(excludes.patterns()).source();
  }

  /** One local file or directory, to be put into a {@link SourceTree} under any name. */
  public static SourceEntry entry(Path file, ExcludeRules excludes) throws IOException {
    return LocalEntry.at(raw(file.toAbsolutePath().normalize()), excludes);
  }

  private static TreeSource everything(ExcludeRules excludes) throws IOException {
    SourceEntry root = LocalEntry.at(RawText.of("/"), excludes);
    List<SourceEntry> top =
        root.children(
            problem -> {
              throw new IllegalStateException(problem.path() + ": " + problem.message());
            });
    return new TreeSource() {
      @Override
      public List<SourceEntry> top() {
        return top;
      }

      @Override
      public List<String> paths() {
        return List.of("/");
      }

      @Override
      public List<String> excludes() {
        return excludes.patterns();
      }
    };
  }

  /** A path's own bytes, which its text may not show; the URI alone gives them. */
  static RawText raw(Path path) {
    String text = path.toString();
    if (text.chars().allMatch(c -> c < 0x80)) {
      return RawText.of(text);
    }
    String uri = path.toUri().getRawPath();
    String whole = uri.endsWith("/") && uri.length() > 1 ? uri.substring(0, uri.length() - 1) : uri;
    return new RawText(URLDecoder.decode(whole.replace("+", "%2B"), StandardCharsets.ISO_8859_1));
  }

  private static DirectoryDescription above(RawText name, String path) {
    if (path.equals("/")) {
      return JoiningDirectory.plain(name, path);
    }
    return new DirectoryDescription() {
      @Override
      public Node describe(Problems problems) throws IOException {
        return entry().describe(problems);
      }

      @Override
      public boolean isDescribedBy(Node previous) {
        try {
          return entry().isDescribedBy(previous);
        } catch (IOException e) {
          return false;
        }
      }

      private LocalEntry entry() throws IOException {
        return LocalEntry.at(RawText.of(path), ExcludeRules.NONE);
      }
    };
  }
}

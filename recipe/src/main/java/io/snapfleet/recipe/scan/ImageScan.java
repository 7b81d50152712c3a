package io.snapfleet.recipe.scan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reads an image's files for what belongs to the machine it was taken of: private keys, secrets
 * that its maker knows of, files of credentials, tokens, shell history, the machine-id, logs. All
 * of the image is read, but for what is there only while a machine runs, and for links, which may
 * lead out of it. A file that a Debian package brought and nobody has changed since is nobody's
 * secret. Thread-safe.
 */
public final class ImageScan {
  /** Mounted when a machine runs; in an image they hold nothing. */
  private static final Set<String> MOUNTED = Set.of("dev", "proc", "run", "sys");

  /** Trees of what others have written: keys and tokens in there are samples and open nothing. */
  private static final Pattern OF_OTHERS =
      Pattern.compile(
          ".*/(node_modules|site-packages|dist-packages|vendor|gems|go/pkg|\\.npm|\\.cache"
              + "|tests?|testdata|fixtures)/.*");

  private final Path root;
  private final Function<String, ? extends Collection<String>> known;

  /**
   * @param known what of the maker's secrets is in a file's text, each in a few words; never the
   *     secret itself. Called by several threads at once
   */
  public ImageScan(Path root, Function<String, ? extends Collection<String>> known) {
    this.root = root;
    this.known = known;
  }

  /**
   * Something that must not be there.
   *
   * @param file its path in the image
   * @param what a few words, never the thing itself
   */
  public record Finding(String file, String what) {
    public Finding {
      Objects.requireNonNull(file, "file");
      Objects.requireNonNull(what, "what");
    }
  }

  /** In the order of the files' paths. */
  public List<Finding> findings() {
    try {
      DebianPackages packages = new DebianPackages(root);
      return files().parallelStream().flatMap(file -> findings(file, packages)).toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) {
            return isMounted(directory) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && attributes.size() > 0) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(null);
    return files;
  }

  private boolean isMounted(Path directory) {
    return root.equals(directory.getParent())
        && MOUNTED.contains(directory.getFileName().toString());
  }

  private Stream<Finding> findings(Path file, DebianPackages packages) {
    String path = "/" + root.relativize(file);
    try {
      Set<String> found = found(ImageFile.read(path, file));
      return found.isEmpty() || packages.brought(path, file)
          ? Stream.of()
          : found.stream().map(what -> new Finding(path, what));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private Set<String> found(ImageFile file) {
    Set<String> found = new LinkedHashSet<>();
    Traces.in(file).ifPresent(found::add);
    boolean ofOthers = OF_OTHERS.matcher(file.path()).matches();
    if (!ofOthers) {
      PrivateKeys.in(file).ifPresent(found::add);
    }
    found.addAll(known.apply(file.text()));
    if (!ofOthers) {
      credential(file).ifPresent(found::add);
    }
    return found;
  }

  private static Optional<String> credential(ImageFile file) {
    return CredentialFiles.in(file).or(() -> Tokens.in(file)).or(() -> Assignments.in(file));
  }
}

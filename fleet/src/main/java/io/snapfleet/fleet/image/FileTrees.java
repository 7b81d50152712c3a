package io.snapfleet.fleet.image;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Compares the files of two images. Used once. */
public final class FileTrees {
  private static final String ATTRIBUTES = "unix:mode,uid,gid,size,lastModifiedTime";

  /** The bits of a mode that say what a file is. */
  private static final int KIND = 0170000;

  private static final int DIRECTORY = 0040000;
  private static final int REGULAR = 0100000;
  private static final int LINK = 0120000;

  private final Path from;
  private final Path to;
  private final List<Change> changes = new ArrayList<>();

  private FileTrees(Path from, Path to) {
    this.from = from;
    this.to = to;
  }

  /** How a file differs. */
  public enum Kind {
    ADDED,
    REMOVED,
    CHANGED,
    /** Its owner or its permissions alone. */
    OWNED;

    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A file that differs.
   *
   * @param path absolute in the images; ends with a slash where it stands for a directory with all
   *     that is in it
   * @param bytes the size it has in the second image, or had in the first where it was removed; of
   *     a directory, that of all its files
   */
  public record Change(String path, Kind kind, long bytes) {}

  /** In the order of paths. */
  public static List<Change> changes(Path from, Path to) {
    FileTrees trees = new FileTrees(from, to);
    trees.compareDirectories("");
    return List.copyOf(trees.changes);
  }

  private void compareDirectories(String directory) {
    SortedSet<String> names = names(from.resolve(directory));
    names.addAll(names(to.resolve(directory)));
    for (String name : names) {
      String path = directory.isEmpty() ? name : directory + "/" + name;
      Entry before = Entry.of(from.resolve(path));
      Entry after = Entry.of(to.resolve(path));
      if (before == null || after == null) {
        onOneSide(path, before, after);
      } else {
        compare(path, before, after);
      }
    }
  }

  private void onOneSide(String path, @Nullable Entry before, @Nullable Entry after) {
    if (after != null) {
      add(path, Kind.ADDED, after);
    } else if (before != null) {
      add(path, Kind.REMOVED, before);
    }
  }

  private void compare(String path, Entry before, Entry after) {
    if (before.kind() != after.kind()) {
      add(path, Kind.REMOVED, before);
      add(path, Kind.ADDED, after);
      return;
    }
    if (before.differsIn(after)) {
      changes.add(new Change("/" + path, Kind.CHANGED, after.size()));
    } else if (!before.owner().equals(after.owner())) {
      changes.add(new Change("/" + path, Kind.OWNED, after.size()));
    }
    if (after.kind() == DIRECTORY) {
      compareDirectories(path);
    }
  }

  private void add(String path, Kind kind, Entry entry) {
    changes.add(
        entry.kind() == DIRECTORY
            ? new Change("/" + path + "/", kind, entry.bytesWithin())
            : new Change("/" + path, kind, entry.size()));
  }

  private static SortedSet<String> names(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      SortedSet<String> names = new TreeSet<>();
      files.forEach(file -> names.add(file.getFileName().toString()));
      return names;
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** A file as it lies there; links are not followed. */
  private record Entry(Path file, Map<String, Object> attributes) {
    static @Nullable Entry of(Path file) {
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        return null;
      }
      try {
        return new Entry(file, Files.readAttributes(file, ATTRIBUTES, LinkOption.NOFOLLOW_LINKS));
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }

    private int mode() {
      return (int) Objects.requireNonNull(attributes.get("mode"));
    }

    int kind() {
      return mode() & KIND;
    }

    long size() {
      return kind() == REGULAR ? (long) Objects.requireNonNull(attributes.get("size")) : 0;
    }

    String owner() {
      return "%s:%s %o".formatted(attributes.get("uid"), attributes.get("gid"), mode() & ~KIND);
    }

    /** Files of one size that were last written at the same moment are not read. */
    boolean differsIn(Entry other) {
      try {
        return switch (kind()) {
          case LINK -> !Files.readSymbolicLink(file).equals(Files.readSymbolicLink(other.file));
          case REGULAR ->
              size() != other.size()
                  || (!Objects.equals(written(), other.written())
                      && Files.mismatch(file, other.file) >= 0);
          default -> false;
        };
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }

    private @Nullable Object written() {
      return attributes.get("lastModifiedTime");
    }

    long bytesWithin() {
      try (Stream<Path> files = Files.walk(file)) {
        return files.map(Entry::of).filter(Objects::nonNull).mapToLong(Entry::size).sum();
      } catch (IOException unreadable) {
        throw new UncheckedIOException(unreadable);
      }
    }
  }
}

package io.snapfleet.vault.store;

import io.snapfleet.vault.store.Backend.Entry;
import io.snapfleet.vault.store.Backend.Kind;
import io.snapfleet.vault.store.Backend.Leftover;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What lies in a repository's directories: files that are whole, and what killed writers left. */
final class LocalListing {
  private final Path root;

  LocalListing(Path root) {
    this.root = root;
  }

  List<Entry> entries(Kind kind) throws IOException {
    List<Entry> entries = new ArrayList<>();
    for (Path directory : directories(kind)) {
      visit(directory, (file, attributes) -> addEntry(entries, kind, file, attributes));
    }
    return entries;
  }

  List<Leftover> leftovers(Instant before) throws IOException {
    List<Leftover> leftovers = new ArrayList<>();
    for (Kind kind : Kind.values()) {
      for (Path directory : directories(kind)) {
        visit(directory, (file, attributes) -> addLeftover(leftovers, before, file, attributes));
      }
    }
    return leftovers;
  }

  /** Whether the path is the temporary file of a writer, inside the repository. */
  static boolean isLeftover(Path root, Path file) {
    Path name = file.getFileName();
    return file.normalize().startsWith(root)
        && name != null
        && FileNames.isLeftover(name.toString());
  }

  private List<Path> directories(Kind kind) throws IOException {
    return switch (kind) {
      case CONFIG -> List.of(root);
      case DATA -> dataDirectories();
      case KEY, LOCK, SNAPSHOT, INDEX -> List.of(root.resolve(kind.directory()));
    };
  }

  private List<Path> dataDirectories() throws IOException {
    Path data = root.resolve(Kind.DATA.directory());
    try (DirectoryStream<Path> children = Files.newDirectoryStream(data)) {
      List<Path> directories = new ArrayList<>();
      children.forEach(directories::add);
      return directories;
    } catch (NoSuchFileException none) {
      return List.of();
    } catch (DirectoryIteratorException failed) {
      throw failed.getCause();
    }
  }

  private static void addEntry(
      List<Entry> entries, Kind kind, Path file, BasicFileAttributes attributes) {
    String name = fileName(file);
    if (kind == Kind.CONFIG && name.equals(Kind.CONFIG.directory())) {
      entries.add(new Entry("", attributes.size()));
    } else if (kind != Kind.CONFIG && FileNames.isName(name)) {
      entries.add(new Entry(name, attributes.size()));
    }
  }

  private void addLeftover(
      List<Leftover> leftovers, Instant before, Path file, BasicFileAttributes attributes) {
    Instant changed = attributes.lastModifiedTime().toInstant();
    if (FileNames.isLeftover(fileName(file)) && changed.isBefore(before)) {
      leftovers.add(new Leftover(root.relativize(file).toString(), attributes.size(), changed));
    }
  }

  private static void visit(Path directory, FileVisitor visitor) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        visitFile(file, visitor);
      }
    } catch (NoSuchFileException | NotDirectoryException nothingInIt) {
      return;
    } catch (DirectoryIteratorException failed) {
      throw failed.getCause();
    }
  }

  private static void visitFile(Path file, FileVisitor visitor) throws IOException {
    try {
      var attributes =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (attributes.isRegularFile()) {
        visitor.visit(file, attributes);
      }
    } catch (NoSuchFileException goneMeanwhile) {
      return;
    }
  }

  private static String fileName(Path file) {
    Path name = file.getFileName();
    return name == null ? "" : name.toString();
  }

  @FunctionalInterface
  private interface FileVisitor {
    void visit(Path file, BasicFileAttributes attributes);
  }
}

package io.snapfleet.recipe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Files in a directory of the user's. */
record DirectoryFiles(Path directory) implements RecipeFiles {
  @Override
  public Optional<String> read(String name) {
    Path file = directory.resolve(name);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(Files.readString(file));
    } catch (IOException broken) {
      throw new RecipeException(
          List.of(
              new RecipeProblem(
                  file.toString(), 0, "the file cannot be read as UTF-8 text", "see: " + broken)));
    }
  }

  @Override
  public List<String> list(String inside) {
    Path listed = directory.resolve(inside);
    if (!Files.isDirectory(listed)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(listed)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot list " + listed, broken);
    }
  }

  @Override
  public String describe(String name) {
    return directory.resolve(name).toString();
  }
}

package io.snapfleet.recipe;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Files that are shipped with this module, also out of a jar. */
record ResourceFiles(String directory) implements RecipeFiles {
  static final ResourceFiles SHIPPED = new ResourceFiles("/recipes");

  @Override
  public Optional<String> read(String name) {
    try (InputStream resource = RecipeFiles.class.getResourceAsStream(directory + "/" + name)) {
      return resource == null
          ? Optional.empty()
          : Optional.of(new String(resource.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException broken) {
      throw new UncheckedIOException("cannot read the shipped " + describe(name), broken);
    }
  }

  @Override
  public List<String> list(String inside) {
    return List.of();
  }

  @Override
  public String describe(String name) {
    return directory.substring(1) + "/" + name;
  }
}

package io.snapfleet.recipe;

import java.nio.file.Path;
import java.util.List;

/** Finds recipes: those shipped with the product by name, others by directory. Thread-safe. */
public final class RecipeCatalog {
  private static final List<String> SHIPPED = List.of("static", "wordpress");

  /**
   * Reads a recipe.
   *
   * @param nameOrDirectory the name of a shipped recipe, or a directory's absolute path
   * @throws RecipeException with everything that is wrong with it
   */
  public Recipe find(String nameOrDirectory) {
    if (SHIPPED.contains(nameOrDirectory)) {
      return new RecipeReader(new ResourceFiles("/recipes/" + nameOrDirectory)).read();
    }
    Path directory = Path.of(nameOrDirectory);
    if (directory.isAbsolute()) {
      return new RecipeReader(new DirectoryFiles(directory.normalize())).read();
    }
    throw new RecipeException(
        List.of(
            new RecipeProblem(
                nameOrDirectory,
                0,
                "there is no recipe of this name",
                NearestName.of(nameOrDirectory, SHIPPED)
                    .map(name -> "did you mean " + name + "?")
                    .orElse(
                        "name one of "
                            + String.join(", ", SHIPPED)
                            + ", or give the absolute path of a recipe's directory"))));
  }

  /** The recipes that come with the product, by name. */
  public List<Recipe> shipped() {
    return SHIPPED.stream().map(this::find).toList();
  }
}

package io.snapfleet.recipe;

import java.util.List;
import java.util.Optional;

/** The files of a recipe, wherever they are kept. Names are relative, with {@code /}. */
interface RecipeFiles {
  /** The text of a file; empty when there is none of that name. */
  Optional<String> read(String name);

  /** The names of the files in a directory; empty where the place cannot be listed. */
  List<String> list(String directory);

  /** How messages name a file. */
  String describe(String name);
}

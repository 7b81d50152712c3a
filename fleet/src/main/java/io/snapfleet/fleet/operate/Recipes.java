package io.snapfleet.fleet.operate;

import io.snapfleet.recipe.Recipe;

/** Finds a recipe by its name or directory. */
@FunctionalInterface
public interface Recipes {
  Recipe find(String nameOrDirectory);
}

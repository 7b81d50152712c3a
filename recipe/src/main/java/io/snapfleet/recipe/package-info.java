/**
 * Applications as data: a directory with a {@code recipe.yaml} and shell scripts. Knows nothing of
 * fleets, providers or SSH; whoever runs the scripts gives them the variables named in {@code
 * docs/recipes.md}.
 */
@NullMarked
package io.snapfleet.recipe;

import org.jspecify.annotations.NullMarked;

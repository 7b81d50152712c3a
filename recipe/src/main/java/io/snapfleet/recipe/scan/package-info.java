/**
 * Looking through an image's files for what belongs to the machine it was taken of. Knows files
 * alone, and nothing of recipes. {@code docs/images.md} says what is looked for.
 */
@NullMarked
package io.snapfleet.recipe.scan;

import org.jspecify.annotations.NullMarked;

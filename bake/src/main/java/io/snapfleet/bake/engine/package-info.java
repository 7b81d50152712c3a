/**
 * Go's text/template, as far as image templates use it: text, fields, functions, pipes, conditions.
 * Knows nothing of JSON, variables or builders.
 */
@NullMarked
package io.snapfleet.bake.engine;

import org.jspecify.annotations.NullMarked;

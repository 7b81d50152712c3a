/** Images, and where other tools name them. */
@NullMarked
package io.snapfleet.cli.image;

import org.jspecify.annotations.NullMarked;

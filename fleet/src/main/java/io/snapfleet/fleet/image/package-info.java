/** What is known of images, and judgements about them, as values. */
@NullMarked
package io.snapfleet.fleet.image;

import org.jspecify.annotations.NullMarked;

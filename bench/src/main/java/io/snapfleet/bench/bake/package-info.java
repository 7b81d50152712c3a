/** How long a build of a container image takes, against packer's. */
@NullMarked
package io.snapfleet.bench.bake;

import org.jspecify.annotations.NullMarked;

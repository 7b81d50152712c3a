/** Images of containers: made through podman or docker, whichever is there. */
@NullMarked
package io.snapfleet.bake.container;

import org.jspecify.annotations.NullMarked;

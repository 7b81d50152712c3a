/** What stands behind droplets: nothing at all, an SSH server, or real machines. */
@NullMarked
package io.snapfleet.devcloud.machine;

import org.jspecify.annotations.NullMarked;

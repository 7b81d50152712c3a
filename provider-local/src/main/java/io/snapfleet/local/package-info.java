/** Machines on this computer: podman containers with systemd on btrfs subvolumes. */
@NullMarked
package io.snapfleet.local;

import org.jspecify.annotations.NullMarked;

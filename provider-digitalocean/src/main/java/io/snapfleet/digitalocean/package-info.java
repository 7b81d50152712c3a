/** Machines at DigitalOcean: droplets, snapshots, volumes, VPCs and cloud firewalls. */
@NullMarked
package io.snapfleet.digitalocean;

import org.jspecify.annotations.NullMarked;

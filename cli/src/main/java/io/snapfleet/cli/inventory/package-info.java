/** Machines as an Ansible inventory: those of fleets, or those of a Terraform state. */
@NullMarked
package io.snapfleet.cli.inventory;

import org.jspecify.annotations.NullMarked;

/** Speaks to machines over SSH, with the host key enforced. */
@NullMarked
package io.snapfleet.fleet.remote;

import org.jspecify.annotations.NullMarked;

/** Speaks to machines over SSH, with the host key enforced. */
@NullMarked
package io.snapfleet.remote;

import org.jspecify.annotations.NullMarked;

/** Load balancers that carry traffic: ports of this computer that lead to machines. */
@NullMarked
package io.snapfleet.devcloud.traffic;

import org.jspecify.annotations.NullMarked;

/** Holds exchanges with a devcloud, or with the vendor, against the vendor's description. */
@NullMarked
package io.snapfleet.devcloud.contract;

import org.jspecify.annotations.NullMarked;

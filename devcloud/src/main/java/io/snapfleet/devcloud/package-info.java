/** A cloud on this computer that speaks DigitalOcean's v2 API. */
@NullMarked
package io.snapfleet.devcloud;

import org.jspecify.annotations.NullMarked;

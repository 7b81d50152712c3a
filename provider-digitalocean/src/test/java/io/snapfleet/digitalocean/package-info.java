@NullMarked
package io.snapfleet.digitalocean;

import org.jspecify.annotations.NullMarked;

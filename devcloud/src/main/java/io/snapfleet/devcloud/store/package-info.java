/** What the cloud remembers, on disk. */
@NullMarked
package io.snapfleet.devcloud.store;

import org.jspecify.annotations.NullMarked;

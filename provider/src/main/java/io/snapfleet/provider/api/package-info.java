/**
 * What a fleet needs of a cloud, or of this computer, in interfaces small enough to implement
 * twice.
 *
 * <p>All calls block, may be made from many virtual threads at once, and throw {@link
 * io.snapfleet.provider.api.ProviderException} with one of its kinds. Vendor types never cross this
 * package.
 */
@NullMarked
package io.snapfleet.provider.api;

import org.jspecify.annotations.NullMarked;

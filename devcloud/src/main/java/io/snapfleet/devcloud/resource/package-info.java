/** The account's things and the routes that make, show and change them. */
@NullMarked
package io.snapfleet.devcloud.resource;

import org.jspecify.annotations.NullMarked;

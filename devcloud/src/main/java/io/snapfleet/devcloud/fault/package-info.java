/** What goes wrong, when, and how often. */
@NullMarked
package io.snapfleet.devcloud.fault;

import org.jspecify.annotations.NullMarked;

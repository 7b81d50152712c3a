/** Requests, replies and what stands before every route: who calls, how often, which route. */
@NullMarked
package io.snapfleet.devcloud.http;

import org.jspecify.annotations.NullMarked;

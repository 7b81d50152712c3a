/**
 * A provider without machines: it keeps its state in one JSON file, loses replies and dies where a
 * test tells it to, and shows every machine's disk to the test.
 */
@NullMarked
package io.snapfleet.provider.fake;

import org.jspecify.annotations.NullMarked;

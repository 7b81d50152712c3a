/** JSON of records, as state and providers keep them. */
@NullMarked
package io.snapfleet.provider.json;

import org.jspecify.annotations.NullMarked;

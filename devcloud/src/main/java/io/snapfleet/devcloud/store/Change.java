package io.snapfleet.devcloud.store;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * A document that became another.
 *
 * @param before absent where there was none
 * @param after absent where it was removed
 */
record Change(Kind kind, String id, @Nullable ObjectNode before, @Nullable ObjectNode after) {
  Change undone() {
    return new Change(kind, id, /* before= */ after, /* after= */ before);
  }
}

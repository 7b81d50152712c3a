package io.snapfleet.devcloud.http;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer.
 *
 * @param body absent where the answer has none
 */
public record Reply(int status, @Nullable ObjectNode body) {
  public static Reply ok(ObjectNode body) {
    return new Reply(200, body);
  }

  public static Reply created(ObjectNode body) {
    return new Reply(201, body);
  }

  public static Reply accepted(ObjectNode body) {
    return new Reply(202, body);
  }

  public static Reply noContent() {
    return new Reply(204, null);
  }
}

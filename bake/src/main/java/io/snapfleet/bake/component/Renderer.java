package io.snapfleet.bake.component;

import io.snapfleet.bake.source.JsonValue;
import java.util.Optional;

/** Renders the texts of a component. */
@FunctionalInterface
public interface Renderer {
  /**
   * @param path of the text in its file, for messages
   * @return empty where it cannot be rendered, which has been reported
   */
  Optional<String> render(JsonValue.Text text, String path);
}

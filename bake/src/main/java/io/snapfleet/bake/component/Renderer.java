package io.snapfleet.bake.component;

import io.snapfleet.bake.source.JsonValue;
import java.util.Optional;

/** Renders the texts of a component. */
public interface Renderer {
  /**
   * @param path of the text in its file, for messages
   * @return empty where it cannot be rendered, which has been reported
   */
  Optional<String> render(JsonValue.Text text, String path);

  /**
   * Looks whether a text can be rendered later.
   *
   * @return the text as it is; empty where it can not, which has been reported
   */
  Optional<String> check(JsonValue.Text text, String path);

  /** Takes every text as it is. */
  static Renderer verbatim() {
    return new Renderer() {
      @Override
      public Optional<String> render(JsonValue.Text text, String path) {
        return Optional.of(text.value());
      }

      @Override
      public Optional<String> check(JsonValue.Text text, String path) {
        return Optional.of(text.value());
      }
    };
  }
}

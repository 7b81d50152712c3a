package io.snapfleet.bake.run;

import java.nio.file.Path;
import java.util.Optional;

/** Keeps all that one build says. Safe for use by several threads; none of it throws. */
public interface BuildLog extends AutoCloseable {
  /** One that keeps nothing. */
  BuildLog NONE =
      new BuildLog() {
        @Override
        public void line(String text) {}

        @Override
        public Optional<Path> file() {
          return Optional.empty();
        }

        @Override
        public void close() {}
      };

  /**
   * @param text without secrets
   */
  void line(String text);

  /** Where the lines are; empty where they could not be kept. */
  Optional<Path> file();

  @Override
  void close();
}

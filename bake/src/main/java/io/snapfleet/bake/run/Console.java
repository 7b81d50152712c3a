package io.snapfleet.bake.run;

/** Takes what a run says, line by line. Must be safe for use by several threads. */
public interface Console {
  /** What kind of a line it is. */
  enum Kind {
    SAY,
    MESSAGE,
    ERROR
  }

  /**
   * @param text as Packer prints it, arrow and name of the build included, secrets masked
   */
  void line(Kind kind, String text);

  /**
   * Something for programs alone, such as {@code artifact-count}.
   *
   * @param target the build it is about; empty for the run
   */
  void fact(String target, String type, String... values);
}

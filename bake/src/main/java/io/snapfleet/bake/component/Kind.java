package io.snapfleet.bake.component;

/** What the value of a key is. */
public enum Kind {
  TEXT,
  FLAG,
  NUMBER,
  /** A text such as {@code 1h30m}. */
  DURATION,
  /** A list of texts. A single text is cut at its commas. */
  TEXTS,
  NUMBERS,
  /** An object of texts. */
  MAP,
  /**
   * A list of objects; a single one stands for a list of it. What is in them is not looked into.
   */
  BLOCKS
}

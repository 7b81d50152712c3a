package io.snapfleet.bake.source;

/**
 * A place in a file.
 *
 * @param line counted from 1
 * @param column counted from 1, in chars
 */
public record Position(int line, int column) {
  /** The file as a whole. */
  public static final Position NOWHERE = new Position(0, 0);

  Position plus(int columns) {
    return new Position(line, column + columns);
  }
}

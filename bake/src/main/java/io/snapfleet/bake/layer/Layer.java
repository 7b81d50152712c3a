package io.snapfleet.bake.layer;

/**
 * What a build begins with: an image.
 *
 * @param steps how many of the first steps have been done to it
 */
public record Layer(String image, int steps) {
  /** What a build says that begins with it. */
  public String goingOn() {
    return "Going on after step " + steps + ": its result is kept from an earlier build";
  }
}

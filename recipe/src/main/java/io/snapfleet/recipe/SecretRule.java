package io.snapfleet.recipe;

/**
 * A credential that is made up, never asked for.
 *
 * @param length in characters from {@code [A-Za-z0-9]}
 * @param rotate whether a fleet built from a snapshot set gets a new one; false for what is bound
 *     to the data
 */
public record SecretRule(int length, boolean rotate) {
  public SecretRule {
    if (length < 16 || length > 128) {
      throw new IllegalArgumentException("a secret has 16 to 128 characters, not " + length);
    }
  }
}

package io.snapfleet.vault.tree;

import io.snapfleet.vault.format.RawText;
import java.util.Arrays;

/** Paths as bytes. */
final class Paths {
  private Paths() {}

  @SuppressWarnings("deprecation") // The one call that copies Latin-1 text without a new array.
  static byte[] below(byte[] directory, RawText name) {
    boolean root = directory.length == 1 && directory[0] == '/';
    int from = root ? 0 : directory.length;
    int length = name.latin1().length();
    byte[] path = Arrays.copyOf(directory, from + 1 + length);
    path[from] = '/';
    name.latin1().getBytes(0, length, path, from + 1);
    return path;
  }
}

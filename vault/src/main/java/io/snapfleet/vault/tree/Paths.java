package io.snapfleet.vault.tree;

import io.snapfleet.vault.format.RawText;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

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

  /** A name in the same directory that nothing has, for what will take the file's place. */
  static byte[] beside(byte[] file) {
    int slash = file.length - 1;
    while (slash > 0 && file[slash] != '/') {
      slash--;
    }
    String name = ".restoring-" + Long.toHexString(ThreadLocalRandom.current().nextLong());
    return below(Arrays.copyOf(file, slash), RawText.of(name));
  }
}

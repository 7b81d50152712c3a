package io.snapfleet.vault.store;

import io.snapfleet.vault.store.Backend.Kind;
import java.util.regex.Pattern;

/** How restic's default layout names files, the same on a disk and in a bucket. */
final class FileNames {
  private static final int NAME_LENGTH = 64;
  private static final String LEFTOVER_MARK = "-tmp-";

  /** A whole name, what {@code restic} and we append while writing, and a random rest. */
  private static final Pattern LEFTOVER =
      Pattern.compile("([0-9a-f]{64}|config)" + LEFTOVER_MARK + "[0-9a-z]+");

  private FileNames() {}

  /** The path relative to the repository, with slashes. Refuses what is no name. */
  static String path(Kind kind, String name) {
    return switch (kind) {
      case CONFIG -> configPath(name);
      case DATA -> "data/" + checked(name).substring(0, 2) + "/" + name;
      case KEY, LOCK, SNAPSHOT, INDEX -> kind.directory() + "/" + checked(name);
    };
  }

  static boolean isName(String name) {
    if (name.length() != NAME_LENGTH) {
      return false;
    }
    for (int at = 0; at < NAME_LENGTH; at++) {
      if (!isHexDigit(name.charAt(at))) {
        return false;
      }
    }
    return true;
  }

  static boolean isHexDigit(char digit) {
    return (digit >= '0' && digit <= '9') || (digit >= 'a' && digit <= 'f');
  }

  static String leftover(String fileName, long random) {
    return fileName + LEFTOVER_MARK + Long.toString(random >>> 1, Character.MAX_RADIX);
  }

  static boolean isLeftover(String fileName) {
    return LEFTOVER.matcher(fileName).matches();
  }

  /** For messages: "index 0123abcd", or "config". */
  static String describe(Kind kind, String name) {
    return kind == Kind.CONFIG ? "config" : kind.directory() + "/" + name;
  }

  private static String configPath(String name) {
    if (!name.isEmpty()) {
      throw new IllegalArgumentException("The config file has no name, not \"" + name + "\".");
    }
    return Kind.CONFIG.directory();
  }

  private static String checked(String name) {
    if (!isName(name)) {
      throw new IllegalArgumentException(
          "A repository file's name is 64 lower-case hex digits, not \"" + name + "\".");
    }
    return name;
  }
}

package io.snapfleet.vault.tree;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The names of users and groups, from the machine's own lists. */
final class OwnerNames {
  private static final Map<Integer, String> USERS = read(Path.of("/etc/passwd"));
  private static final Map<Integer, String> GROUPS = read(Path.of("/etc/group"));

  private OwnerNames() {}

  /** The user's name, or nothing when the number has none. */
  static String user(int uid) {
    return USERS.getOrDefault(uid, "");
  }

  static String group(int gid) {
    return GROUPS.getOrDefault(gid, "");
  }

  private static Map<Integer, String> read(Path list) {
    Map<Integer, String> names = new HashMap<>();
    try {
      for (String line : Files.readAllLines(list, StandardCharsets.ISO_8859_1)) {
        add(line.split(":", 4), names);
      }
    } catch (IOException e) {
      return Map.of();
    }
    return names;
  }

  private static void add(String[] fields, Map<Integer, String> names) {
    if (fields.length > 2 && fields[2].matches("\\d{1,10}")) {
      names.putIfAbsent((int) Long.parseLong(fields[2]), fields[0]);
    }
  }
}

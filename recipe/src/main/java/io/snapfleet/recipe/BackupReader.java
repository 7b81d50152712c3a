package io.snapfleet.recipe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** Reads a tier's {@code backup} section. */
final class BackupReader {
  private static final List<String> KEYS =
      List.of("include", "include-if-there", "exclude", "assets");
  private static final String DIRECTORY_FIX = "write an absolute path without / at its end";
  private static final String EXCLUDED_FIX =
      "write an absolute path, with * in its last segment only";

  private BackupReader() {}

  static BackupRule read(Fields tier) {
    Fields fields = tier.in("backup", KEYS);
    List<String> include = paths(fields, "include", Paths::isDirectory, DIRECTORY_FIX);
    List<String> optional = paths(fields, "include-if-there", Paths::isDirectory, DIRECTORY_FIX);
    List<String> all = new ArrayList<>(include);
    all.addAll(optional);
    refuseNested(fields, all);
    BackupRule rule =
        new BackupRule(
            include,
            optional,
            paths(fields, "exclude", Paths::isPattern, EXCLUDED_FIX),
            paths(fields, "assets", Paths::isDirectory, DIRECTORY_FIX));
    rule.exclude().forEach(path -> refuseOutside(fields, "exclude", path, all));
    rule.assets().forEach(path -> refuseOutside(fields, "assets", path, all));
    return rule;
  }

  private static List<String> paths(
      Fields fields, String key, Predicate<String> isSound, String fix) {
    List<String> sound = new ArrayList<>();
    for (String path : fields.texts(key)) {
      if (isSound.test(path)) {
        sound.add(path);
      } else {
        fields.refuse(key, "holds " + path, fix);
      }
    }
    return sound;
  }

  /** A file that is included twice would be restored twice. */
  private static void refuseNested(Fields fields, List<String> directories) {
    for (int index = 0; index < directories.size(); index++) {
      String path = directories.get(index);
      List<String> others = new ArrayList<>(directories);
      others.remove(index);
      if (others.stream().anyMatch(other -> isWithin(path, other))) {
        fields.refuse("include", "holds " + path + ", which is included already", "remove it");
      }
    }
  }

  private static void refuseOutside(
      Fields fields, String key, String path, Collection<String> directories) {
    if (directories.stream().noneMatch(directory -> isWithin(path, directory))) {
      fields.refuse(
          key, "holds " + path + ", which is in no directory that is included", "remove it");
    }
  }

  private static boolean isWithin(String path, String directory) {
    return path.equals(directory) || path.startsWith(directory + "/");
  }
}

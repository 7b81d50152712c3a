package io.snapfleet.fleet.backup;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Which paths a recipe leaves out. */
final class Exclusions {
  private final List<Pattern> patterns = new ArrayList<>();

  /** What stands before the first star. */
  private final List<String> fixed = new ArrayList<>();

  /**
   * @param excluded absolute paths, as in {@code BackupRule}
   */
  Exclusions(List<String> excluded) {
    for (String path : excluded) {
      String raw = RawPath.of(path.substring(1));
      patterns.add(pattern(raw));
      fixed.add(raw.replaceFirst("\\*.*", ""));
    }
  }

  /** Whether the path, given as in {@link RemoteFile}, is left out. */
  boolean cover(String path) {
    return patterns.stream().anyMatch(pattern -> pattern.matcher(path).matches());
  }

  /** Whether something below the directory may be left out. */
  boolean reachInto(String directory) {
    return fixed.stream().anyMatch(start -> start.startsWith(directory + "/"));
  }

  private static Pattern pattern(String path) {
    boolean contentAlone = path.endsWith("/");
    String stars =
        Stream.of(path.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining("[^/]*"));
    return Pattern.compile(contentAlone ? stars + ".+" : stars + "(/.*)?", Pattern.DOTALL);
  }
}

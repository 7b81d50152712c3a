package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.Drill;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many rows each table of a database has, as recipes write it: {@code rows TABLE NUMBER}. */
public record RowCounts(Map<String, Long> tables) {
  private static final Pattern LINE = Pattern.compile("rows (\\S.*) (\\d{1,18})");

  public RowCounts {
    tables = Map.copyOf(tables);
  }

  /** The counts among the lines of a script's output; other lines are passed over. */
  public static RowCounts read(String output) {
    Map<String, Long> tables = new TreeMap<>();
    output
        .lines()
        .map(line -> LINE.matcher(line.strip()))
        .filter(Matcher::matches)
        .forEach(line -> tables.put(line.group(1), Long.valueOf(line.group(2))));
    return new RowCounts(tables);
  }

  Drill.Rows sum() {
    return new Drill.Rows(tables.size(), tables.values().stream().mapToLong(Long::longValue).sum());
  }

  /** In table order, what differs from what should be there; empty when nothing does. */
  List<String> differencesFrom(RowCounts expected) {
    TreeSet<String> names = new TreeSet<>(expected.tables.keySet());
    names.addAll(tables.keySet());
    List<String> differences = new ArrayList<>();
    for (String name : names) {
      Long wanted = expected.tables.get(name);
      Long found = tables.get(name);
      if (found == null) {
        differences.add("table %s is missing".formatted(name));
      } else if (wanted == null) {
        differences.add("table %s is not in the backup".formatted(name));
      } else if (!wanted.equals(found)) {
        differences.add("table %s has %d rows instead of %d".formatted(name, found, wanted));
      }
    }
    return differences;
  }
}

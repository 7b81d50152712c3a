package io.snapfleet.bench.bake;

import io.snapfleet.bench.measure.MachineLoad;
import io.snapfleet.bench.measure.Samples;
import io.snapfleet.cli.output.Json;
import io.snapfleet.cli.output.Table;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What was measured, as a table and as data.
 *
 * @param roll null where none was
 */
record BakeReport(MachineLoad load, List<Row> rows, @Nullable Roll roll) {
  BakeReport {
    rows = List.copyOf(rows);
  }

  /**
   * One line of the table.
   *
   * @param goal the ratio that is wanted, in words
   */
  record Row(String what, Samples snapfleet, Samples packer, String goal) {
    double ratio() {
      return snapfleet.ratioTo(packer);
    }
  }

  /**
   * How long web machines took to be replaced.
   *
   * @param preset of the cloud
   */
  record Roll(int machines, String preset, double seconds) {
    private String text() {
      return String.format(
          Locale.ROOT,
          "Roll of %d web machines, all at once: %.1f s in a cloud that is %s (goal: 90 s).",
          machines,
          seconds,
          preset);
    }
  }

  String text() {
    Table table = new Table("BUILD", "SNAPFLEET", "PACKER", "RATIO", "GOAL", "RUNS");
    for (Row row : rows) {
      table.row(
          row.what(),
          seconds(row.snapfleet()),
          seconds(row.packer()),
          String.format(Locale.ROOT, "%.2fx", row.ratio()),
          row.goal(),
          row.snapfleet().seconds().size());
    }
    String builds = rows.isEmpty() ? "" : table + System.lineSeparator();
    return "%s%s%s Times are medians.%n"
        .formatted(builds, roll == null ? "" : roll.text() + System.lineSeparator(), load);
  }

  private static String seconds(Samples samples) {
    return String.format(
        Locale.ROOT, "%.2f s (%.2f to %.2f)", samples.median(), samples.least(), samples.most());
  }

  String json() {
    return Json.text(this);
  }
}

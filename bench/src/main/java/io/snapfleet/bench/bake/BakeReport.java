package io.snapfleet.bench.bake;

import io.snapfleet.bench.measure.MachineLoad;
import io.snapfleet.bench.measure.Samples;
import io.snapfleet.cli.output.Json;
import io.snapfleet.cli.output.Table;
import java.util.List;
import java.util.Locale;

/**
 * What was measured, as a table and as data.
 *
 * @param baseMegabytes how large the archive is that the base image was made of
 */
record BakeReport(MachineLoad load, long baseMegabytes, List<Row> rows) {
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
    return "%s%nA base image of %d MB. %s Times are medians.%n"
        .formatted(table, baseMegabytes, load);
  }

  private static String seconds(Samples samples) {
    return String.format(
        Locale.ROOT, "%.2f s (%.2f to %.2f)", samples.median(), samples.least(), samples.most());
  }

  String json() {
    return Json.text(this);
  }
}

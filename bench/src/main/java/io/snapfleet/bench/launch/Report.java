package io.snapfleet.bench.launch;

import io.snapfleet.bench.launch.Row.Peer;
import io.snapfleet.bench.measure.MachineLoad;
import io.snapfleet.bench.measure.Samples;
import io.snapfleet.cli.output.Json;
import io.snapfleet.cli.output.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** All that was measured in one run, as a table and as data. */
record Report(MachineLoad load, List<Row> rows, Requests requestsDuringSnapshots) {

  String text() {
    Table table = new Table("WHAT", "SNAPFLEET", "PEER", "RATIO", "GOAL", "RUNS", "RANGE");
    for (Row row : rows) {
      Samples ours = row.snapfleet();
      table.row(
          row.what(),
          seconds(ours.median()),
          peer(row.peer()),
          ratio(row),
          row.goal(),
          ours.seconds().size(),
          seconds(ours.least()) + " to " + seconds(ours.most()));
    }
    return table + "\n" + visitors() + "\n" + load + " Times are medians.\n";
  }

  private String visitors() {
    return "Requests while snapshot sets were taken: %d, of which %d failed; the slowest took %s."
        .formatted(
            requestsDuringSnapshots.made(),
            requestsDuringSnapshots.failed(),
            seconds(requestsDuringSnapshots.slowestSeconds()));
  }

  private static String peer(@Nullable Peer peer) {
    return peer == null ? "-" : seconds(peer.times().median()) + " " + peer.name();
  }

  private static String ratio(Row row) {
    Peer peer = row.peer();
    return peer == null
        ? "-"
        : String.format(Locale.ROOT, "%.2fx", row.snapfleet().ratioTo(peer.times()));
  }

  private static String seconds(double seconds) {
    return seconds < 0.1
        ? String.format(Locale.ROOT, "%.0f ms", seconds * 1000)
        : String.format(Locale.ROOT, "%.2f s", seconds);
  }

  String json() {
    return Json.text(
        Map.of(
            "load", load,
            "rows", rows.stream().map(Report::data).toList(),
            "requestsDuringSnapshots", requestsDuringSnapshots));
  }

  private static Map<String, Object> data(Row row) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("what", row.what());
    data.put("medianSeconds", row.snapfleet().median());
    data.put("seconds", row.snapfleet().seconds());
    Peer peer = row.peer();
    if (peer != null) {
      data.put("peer", peer.name());
      data.put("peerMedianSeconds", peer.times().median());
      data.put("peerSeconds", peer.times().seconds());
      data.put("ratio", row.snapfleet().ratioTo(peer.times()));
    }
    data.put("goal", row.goal());
    return data;
  }
}

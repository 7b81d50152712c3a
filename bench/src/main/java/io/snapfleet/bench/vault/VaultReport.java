package io.snapfleet.bench.vault;

import io.snapfleet.bench.measure.MachineLoad;
import io.snapfleet.cli.output.Bytes;
import io.snapfleet.cli.output.Json;
import io.snapfleet.cli.output.Table;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * All that was measured in one run, as a table and as data.
 *
 * @param inputs what was backed up, in words
 * @param figures of each operation the vault's first, then its peers'
 */
record VaultReport(MachineLoad load, List<String> inputs, List<Figures> figures) {

  String text() {
    Table table =
        new Table(
            "INPUT",
            "OPERATION",
            "PROGRAM",
            "WALL",
            "CPU",
            "PEAK MEMORY",
            "REPOSITORY",
            "SNAPFLEET'S TIME",
            "GOAL",
            "SNAPFLEET'S SIZE");
    for (Figures one : figures) {
      table.row(
          one.input().name(),
          one.operation().text(),
          one.program().name(),
          seconds(one.seconds()),
          seconds(one.processorSeconds()),
          Bytes.text(one.peakBytes()),
          Bytes.text((long) one.repository()),
          isOurs(one) ? "" : times(timeRatio(one)),
          goal(one),
          isOurs(one) ? "" : times(sizeRatio(one)));
    }
    return table
        + "\n"
        + String.join("\n", inputs)
        + "\n"
        + memory()
        + load
        + " Times and sizes are medians.\n";
  }

  private String goal(Figures peer) {
    OptionalDouble goal = goalOf(peer);
    if (goal.isEmpty()) {
      return "";
    }
    boolean met = timeRatio(peer) <= goal.getAsDouble();
    return "%s %s".formatted(times(goal.getAsDouble()), met ? "met" : "missed");
  }

  private static OptionalDouble goalOf(Figures peer) {
    return Goals.of(peer.input().isImage(), peer.operation(), peer.program());
  }

  private String memory() {
    long peak =
        figures.stream().filter(VaultReport::isOurs).mapToLong(Figures::peakBytes).max().orElse(0);
    return "snapfleet's peak memory: %s; the goal is at most %s. Its repository: at most %s restic's is the goal.%n"
        .formatted(Bytes.text(peak), Bytes.text(Goals.PEAK_BYTES), times(Goals.REPOSITORY));
  }

  private double timeRatio(Figures peer) {
    return ours(peer).seconds() / peer.seconds();
  }

  private double sizeRatio(Figures peer) {
    return ours(peer).repository() / peer.repository();
  }

  private Figures ours(Figures peer) {
    return figures.stream()
        .filter(VaultReport::isOurs)
        .filter(one -> one.input() == peer.input() && one.operation() == peer.operation())
        .findFirst()
        .orElseThrow();
  }

  private static boolean isOurs(Figures one) {
    return one.program() instanceof SnapfleetVault;
  }

  private static String seconds(double seconds) {
    return String.format(Locale.ROOT, "%.2f s", seconds);
  }

  private static String times(double ratio) {
    return String.format(Locale.ROOT, "%.2fx", ratio);
  }

  String json() {
    return Json.text(
        Map.of("load", load, "inputs", inputs, "rows", figures.stream().map(this::data).toList()));
  }

  private Map<String, Object> data(Figures one) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("input", one.input().name());
    data.put("operation", one.operation().text());
    data.put("program", one.program().name());
    data.put("medianSeconds", one.seconds());
    data.put("medianRepositoryBytes", one.repository());
    if (!isOurs(one)) {
      data.put("timeRatio", timeRatio(one));
      data.put("sizeRatio", sizeRatio(one));
      goalOf(one).ifPresent(goal -> data.put("goal", goal));
    }
    data.put("runs", one.costs());
    data.put("repositoryBytes", one.repositoryBytes());
    return data;
  }
}

package io.snapfleet.cli.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.snapfleet.cli.output.Bytes;
import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Table;
import io.snapfleet.fleet.backup.Retention;
import io.snapfleet.fleet.operate.Backups;
import io.snapfleet.fleet.operate.FleetEngine;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code snapfleet backup ls FLEET}. */
@Command(
    name = "ls",
    description = "Lists a fleet's backups, newest first, each with the reason why it is kept.",
    footer = {"  snapfleet backup ls blog", "  snapfleet backup ls blog --json"})
public final class BackupListCommand implements Runnable {
  private final Output output;
  private final Supplier<FleetEngine> engine;

  @Parameters(paramLabel = "FLEET", description = "The fleet's name.")
  private String fleet = "";

  public BackupListCommand(Output output, Supplier<FleetEngine> engine) {
    this.output = output;
    this.engine = engine;
  }

  /** The result as data. */
  record Listed(String fleet, List<Entry> backups, List<MissedReport> missed) {
    /**
     * One backup.
     *
     * @param kept whether a prune would keep it
     * @param reasons why, or why not
     * @param proven whether a drill has restored it
     */
    record Entry(
        @JsonUnwrapped BackupReport backup, boolean kept, List<String> reasons, boolean proven) {
      static Entry of(Retention.Verdict verdict, Set<String> proven) {
        return new Entry(
            BackupReport.of(verdict.backup()),
            verdict.kept(),
            verdict.reasons(),
            proven.contains(verdict.backup().id()));
      }
    }
  }

  /**
   * A scheduled backup that was not made.
   *
   * @param outcome what became of the last try; absent when there was none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record MissedReport(String period, Instant due, @Nullable String outcome) {
    static MissedReport of(Backups.Missed missed) {
      return new MissedReport(
          missed.period().text(),
          missed.due(),
          missed.last() == null ? null : missed.last().outcome());
    }

    String text() {
      String why = outcome == null || outcome.equals("complete") ? "" : ": " + outcome;
      return "The %s backup due at %s was not made%s".formatted(period, due, why);
    }
  }

  @Override
  public void run() {
    Backups backups = engine.get().backups();
    Set<String> proven = engine.get().provenBackups(fleet);
    List<Listed.Entry> entries =
        backups.list(fleet).stream().map(verdict -> Listed.Entry.of(verdict, proven)).toList();
    List<MissedReport> missed = backups.missed(fleet).stream().map(MissedReport::of).toList();
    output.result(new Listed(fleet, entries, missed), text(entries, missed));
  }

  private String text(List<Listed.Entry> entries, List<MissedReport> missed) {
    StringBuilder text = new StringBuilder();
    if (entries.isEmpty()) {
      text.append(
          "Fleet %s has no backup. Make one: snapfleet backup create %s\n".formatted(fleet, fleet));
    } else {
      text.append(table(entries));
    }
    missed.forEach(one -> text.append('\n').append(one.text()).append('.'));
    return text.toString();
  }

  static Table table(List<Listed.Entry> entries) {
    Table table = new Table("ID", "MOMENT", "PERIOD", "STATE", "BYTES", "ADDED", "PROVEN", "KEPT");
    for (Listed.Entry entry : entries) {
      BackupReport backup = entry.backup();
      table.row(
          backup.id(),
          backup.moment().truncatedTo(ChronoUnit.SECONDS),
          backup.period(),
          backup.state(),
          Bytes.text(backup.bytes()),
          Bytes.text(backup.addedBytes()),
          entry.proven() ? "yes" : "no",
          (entry.kept() ? "" : "no: ") + String.join("; ", entry.reasons()));
    }
    return table;
  }
}

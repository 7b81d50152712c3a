package io.snapfleet.cli.vault;

import io.snapfleet.cli.error.CommandException;
import io.snapfleet.cli.error.ExitCode;
import io.snapfleet.cli.output.Output;
import io.snapfleet.cli.output.Table;
import io.snapfleet.vault.api.SnapshotQuery;
import io.snapfleet.vault.api.Vault;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.maintain.Retention;
import io.snapfleet.vault.repository.StoredSnapshot;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code snapfleet vault forget REPOSITORY [SNAPSHOT...]}. */
@Command(
    name = "forget",
    description =
        "Removes snapshots by id, or all that no rule keeps; prune then frees their data.",
    footer = {
      "  snapfleet vault forget /srv/backups 3f1c",
      "  snapfleet vault forget /srv/backups --keep-daily 7 --keep-weekly 5 --dry-run",
    })
public final class VaultForgetCommand implements Runnable {
  private final Output output;
  private final VaultAccess access;
  private final Clock clock;

  @Mixin private RepositoryOptions repository = new RepositoryOptions();
  @Mixin private KeepOptions keep = new KeepOptions();

  @Parameters(
      index = "1..*",
      arity = "0..*",
      paramLabel = "SNAPSHOT",
      description = "latest, or the beginning of a snapshot's id.")
  private List<String> snapshots = new ArrayList<>();

  @Option(names = "--dry-run", description = "Say what would be removed, and remove nothing.")
  private boolean dryRun;

  public VaultForgetCommand(Output output, VaultAccess access, Clock clock) {
    this.output = output;
    this.access = access;
    this.clock = clock;
  }

  /** The result as data. */
  record Forgotten(boolean dryRun, List<Line> snapshots) {
    /**
     * One snapshot, and why it is kept.
     *
     * @param reasons none where it is removed
     */
    record Line(String id, Instant time, List<String> paths, List<String> reasons) {}

    String text() {
      Table table = new Table("ID", "TIME", "PATHS", "KEPT FOR");
      for (Line line : snapshots) {
        table.row(
            line.id().substring(0, 8),
            line.time().truncatedTo(ChronoUnit.SECONDS),
            String.join(", ", line.paths()),
            line.reasons().isEmpty()
                ? dryRun ? "nothing, would be removed" : "nothing, removed"
                : String.join(", ", line.reasons()));
      }
      return table.toString();
    }
  }

  @Override
  public void run() {
    requireOneWay();
    try (Vault open = access.open(repository)) {
      List<Forgotten.Line> lines = snapshots.isEmpty() ? byRules(open) : byName(open);
      if (!dryRun) {
        open.forget(
            lines.stream()
                .filter(line -> line.reasons().isEmpty())
                .map(line -> Id.parse(line.id()))
                .toList());
      }
      Forgotten forgotten = new Forgotten(dryRun, lines);
      output.result(forgotten, forgotten.text());
    }
  }

  private void requireOneWay() {
    if (snapshots.isEmpty() == keep.policy().isEmpty()) {
      throw new CommandException(
          snapshots.isEmpty()
              ? "neither snapshots nor a rule of what to keep was given"
              : "both snapshots and rules of what to keep were given",
          "snapfleet vault forget",
          "name snapshots to remove, or say what to keep, as in --keep-daily 7",
          ExitCode.BAD_INPUT);
    }
  }

  private List<Forgotten.Line> byName(Vault open) {
    return snapshots.stream().map(word -> line(open.snapshot(word), List.of())).distinct().toList();
  }

  /** The rules hold for each machine and set of paths on its own. */
  private List<Forgotten.Line> byRules(Vault open) {
    Map<List<Object>, List<StoredSnapshot>> series = new LinkedHashMap<>();
    for (StoredSnapshot one : open.snapshots(SnapshotQuery.ALL)) {
      List<Object> of = List.of(one.file().hostname(), Set.copyOf(one.file().paths()));
      series.computeIfAbsent(of, key -> new ArrayList<>()).add(one);
    }
    return series.values().stream().flatMap(one -> decide(one).stream()).toList();
  }

  private List<Forgotten.Line> decide(List<StoredSnapshot> series) {
    Map<Id, StoredSnapshot> byId = new LinkedHashMap<>();
    series.forEach(one -> byId.put(one.id(), one));
    List<Retention.Candidate> candidates =
        series.stream()
            .map(
                one ->
                    new Retention.Candidate(
                        one.id(), one.file().time(), Set.copyOf(one.file().tags())))
            .toList();
    Retention.Decision decision =
        Retention.apply(candidates, keep.policy(), clock.instant().atZone(ZoneId.systemDefault()));
    Map<Id, List<String>> reasons = new LinkedHashMap<>();
    decision.keep().forEach(kept -> reasons.put(kept.candidate().snapshot(), kept.reasons()));
    return byId.values().stream()
        .map(one -> line(one, reasons.getOrDefault(one.id(), List.of())))
        .toList();
  }

  private static Forgotten.Line line(StoredSnapshot one, List<String> reasons) {
    return new Forgotten.Line(one.id().hex(), one.file().time(), one.file().paths(), reasons);
  }
}

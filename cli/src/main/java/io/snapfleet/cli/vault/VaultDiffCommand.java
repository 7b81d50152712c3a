package io.snapfleet.cli.vault;

import io.snapfleet.cli.output.Output;
import io.snapfleet.vault.api.Vault;
import io.snapfleet.vault.tree.TreeDiff.Change;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code snapfleet vault diff REPOSITORY SNAPSHOT SNAPSHOT}. */
@Command(
    name = "diff",
    description = "Tells what differs between two snapshots.",
    footer = {
      "  snapfleet vault diff /srv/backups 3f1c latest",
      "  snapfleet vault diff /srv/backups 3f1c latest --json",
    })
public final class VaultDiffCommand implements Runnable {
  private final Output output;
  private final VaultAccess access;

  @Mixin private RepositoryOptions repository = new RepositoryOptions();

  @Parameters(index = "1", paramLabel = "BEFORE", description = "The earlier snapshot.")
  private String before = "";

  @Parameters(index = "2", paramLabel = "AFTER", description = "The later one, such as latest.")
  private String after = "";

  public VaultDiffCommand(Output output, VaultAccess access) {
    this.output = output;
    this.access = access;
  }

  /** The result as data. */
  record Differences(List<Line> changes) {
    /**
     * An entry that differs.
     *
     * @param change {@code added}, {@code removed}, {@code content} or {@code description}
     */
    record Line(String path, String change) {
      static Line of(Change change) {
        return switch (change) {
          case Change.Added added -> new Line(added.path(), "added");
          case Change.Removed removed -> new Line(removed.path(), "removed");
          case Change.Changed changed ->
              new Line(changed.path(), changed.content() ? "content" : "description");
        };
      }
    }

    String text() {
      return changes.isEmpty()
          ? "Nothing differs."
          : String.join(
              "\n",
              changes.stream()
                  .map(line -> "%-12s %s".formatted(line.change(), line.path()))
                  .toList());
    }
  }

  @Override
  public void run() {
    try (Vault open = access.open(repository)) {
      List<Differences.Line> lines = new ArrayList<>();
      open.diff(
          open.snapshot(before),
          open.snapshot(after),
          change -> lines.add(Differences.Line.of(change)));
      Differences differences = new Differences(List.copyOf(lines));
      output.result(differences, differences.text());
    }
  }
}

package io.snapfleet.cli.vault;

import io.snapfleet.cli.output.Bytes;
import io.snapfleet.cli.output.Counted;
import io.snapfleet.vault.api.RestoredSnapshot;
import io.snapfleet.vault.format.Id;
import io.snapfleet.vault.tree.Problem;
import java.util.List;

/**
 * What a restore came to, as data and as text.
 *
 * @param target where it went
 * @param kept files that were there already with their content
 * @param whole whether all is there that should be
 */
record RestoreReport(
    String snapshot,
    String target,
    long files,
    long bytes,
    long kept,
    boolean whole,
    List<Problem> problems) {
  RestoreReport {
    problems = List.copyOf(problems);
  }

  static RestoreReport of(Id snapshot, RestoredSnapshot restored) {
    return new RestoreReport(
        snapshot.hex(),
        restored.place().toString(),
        restored.files(),
        restored.bytes(),
        restored.kept(),
        restored.isWhole(),
        restored.problems());
  }

  String text() {
    StringBuilder text = new StringBuilder();
    problems.forEach(
        problem ->
            text.append("not restored: %s: %s%n".formatted(problem.path(), problem.message())));
    return text.append(
            "Snapshot %s restored to %s%s: %s, %s"
                .formatted(
                    snapshot.substring(0, 8),
                    target,
                    whole ? "" : " with problems",
                    Counted.text(files, "file"),
                    Bytes.text(bytes)))
        .append(kept == 0 ? "" : "; %,d of them there already".formatted(kept))
        .toString();
  }
}

package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.recipe.Stage;
import io.snapfleet.remote.ScriptResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Turns a script that failed into an error that shows its output, and says where all of it is. */
final class FailedScript {
  private static final int SHOWN_LINES = 10;

  private final FleetContext fleet;
  private final FleetMachine machine;
  private final Stage stage;

  FailedScript(FleetContext fleet, FleetMachine machine, Stage stage) {
    this.fleet = fleet;
    this.machine = machine;
    this.stage = stage;
  }

  OperationException ended(ScriptResult result) {
    return error(
        OperationException.Kind.FAILED,
        "%s failed on %s with status %d: %s"
            .formatted(stage.fileName(), machine.name(), result.exitStatus(), result.lastLine()),
        result);
  }

  /**
   * @param why says that it was stopped at its deadline
   */
  OperationException stopped(String why, ScriptResult result) {
    return error(OperationException.Kind.TIMED_OUT, why, result);
  }

  private OperationException error(
      OperationException.Kind kind, String what, ScriptResult withoutItsOwnSecrets) {
    ScriptResult result =
        withoutItsOwnSecrets.without(fleet.secrets().application(fleet.fleet()).values());
    String kept = kept(result.output());
    return new OperationException(
            kind,
            what,
            machine.name(),
            "%s; look at the machine with 'snapfleet ssh %s %s'; the next 'snapfleet up' replaces it"
                .formatted(kept, machine.fleet(), machine.name()),
            lastLines(result.output()))
        .orWithoutMachine(kept);
  }

  /** That the output could not be kept must not hide why the script failed. */
  private String kept(String output) {
    try {
      Path log = fleet.logs().keep(fleet.operation(), machine.name(), stage.fileName(), output);
      return "read its output in " + log;
    } catch (IOException refused) {
      return "its output could not be kept: " + refused.getMessage();
    }
  }

  private static List<String> lastLines(String output) {
    List<String> lines = output.lines().filter(line -> !line.isBlank()).toList();
    return lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size());
  }
}

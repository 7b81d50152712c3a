package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.recipe.Stage;
import io.snapfleet.recipe.TierRecipe;
import io.snapfleet.remote.RemoteException;
import io.snapfleet.remote.RemoteSession;
import io.snapfleet.remote.Script;
import io.snapfleet.remote.ScriptResult;
import io.snapfleet.remote.secret.Secret;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Runs a recipe's scripts on machines, with the variables the recipe is promised. Thread-safe. */
final class MachineScripts {
  /** Where the application's own files are put on a machine before INSTALL. */
  static final String SOURCE = "/var/cache/snapfleet/source";

  private static final Set<MachineState> WITHOUT_ADDRESS =
      EnumSet.of(MachineState.FAILED, MachineState.DELETING, MachineState.GONE);

  private final FleetContext fleet;

  MachineScripts(FleetContext fleet) {
    this.fleet = fleet;
  }

  Optional<String> text(TierName tier, Stage stage) {
    return recipe(tier).map(one -> one.scripts().get(stage));
  }

  Optional<TierRecipe> recipe(TierName tier) {
    return fleet.recipe().tiers().stream()
        .filter(one -> one.tier().equals(tier.text()))
        .findFirst();
  }

  /** Runs a stage where the recipe has one; a script that fails is an error with its last lines. */
  void run(FleetMachine machine, Stage stage, Map<String, String> more, Duration deadline) {
    tryRun(machine, stage, more, deadline).ifPresent(result -> requireDone(machine, stage, result));
  }

  void requireDone(FleetMachine machine, Stage stage, ScriptResult result) {
    if (!result.succeeded()) {
      throw new FailedScript(fleet, machine, stage).ended(result);
    }
  }

  /** Runs a stage where the recipe has one, and leaves the judgement to the caller. */
  Optional<ScriptResult> tryRun(
      FleetMachine machine, Stage stage, Map<String, String> more, Duration deadline) {
    return text(machine.tier(), stage)
        .map(text -> run(machine, stage, script(machine, stage, text, more, deadline)));
  }

  /**
   * Runs a stage that the recipe has with an input and an output of its own; what it says on
   * standard error is the result's output.
   */
  ScriptResult pipe(
      FleetMachine machine,
      Stage stage,
      Map<String, String> more,
      InputStream in,
      OutputStream out) {
    Duration deadline = fleet.spec().deadlines().backup();
    Script script =
        script(machine, stage, text(machine.tier(), stage).orElseThrow(), more, deadline);
    return fleet.sessions().with(machine).pipe(script, in, out);
  }

  private Script script(
      FleetMachine machine, Stage stage, String text, Map<String, String> more, Duration deadline) {
    Duration allowed = allowed(machine, stage, deadline);
    Map<String, String> variables = new HashMap<>(variables(machine));
    variables.putAll(more);
    variables.put("DEADLINE", String.valueOf(allowed.toSeconds()));
    String name = machine.name() + " " + stage.fileName();
    return new Script(name, text, variables, secrets(stage), allowed);
  }

  private ScriptResult run(FleetMachine machine, Stage stage, Script script) {
    RemoteSession session = fleet.sessions().with(machine);
    try {
      return session.run(script);
    } catch (RemoteException broken) {
      throw broken
          .output()
          .<RuntimeException>map(
              output ->
                  new FailedScript(fleet, machine, stage)
                      .stopped(String.valueOf(broken.getMessage()), new ScriptResult(1, output)))
          .orElse(broken);
    }
  }

  /** What was held still is always let go, also when the time for all is up. */
  private Duration allowed(FleetMachine machine, Stage stage, Duration deadline) {
    if (stage == Stage.RESUME) {
      return deadline;
    }
    fleet.limit().requireLeft(stage.fileName() + " began", machine.name());
    return fleet.limit().atMost(deadline);
  }

  private Map<String, String> variables(FleetMachine machine) {
    Map<String, String> variables = new HashMap<>();
    fleet
        .spec()
        .application()
        .settings()
        .forEach((name, value) -> variables.put("SETTING_" + shell(name), value));
    Map<TierName, String> addresses = addresses();
    for (TierName tier : TierName.values()) {
      variables.put("ADDRESSES_" + tier.name(), addresses.getOrDefault(tier, ""));
    }
    variables.put("FLEET", fleet.fleet());
    variables.put("TIER", machine.tier().text());
    variables.put("MACHINE", machine.name());
    variables.put("ADDRESS", String.valueOf(machine.privateAddress()));
    variables.put("NETWORK", fleet.network().find().cidr());
    variables.put("SITE_URL", fleet.siteUrl());
    variables.put("SITE_TITLE", fleet.spec().site().title());
    variables.put("DRILL", fleet.spec().site().isPublished() ? "no" : "yes");
    variables.put("METHOD", machine.method().text());
    variables.put("SOURCE", fleet.spec().application().source() == null ? "" : SOURCE);
    return variables;
  }

  private Map<TierName, String> addresses() {
    return fleet.machines().stream()
        .filter(machine -> machine.privateAddress() != null)
        .filter(machine -> !WITHOUT_ADDRESS.contains(machine.state()))
        .collect(
            Collectors.groupingBy(
                FleetMachine::tier,
                Collectors.mapping(
                    machine -> String.valueOf(machine.privateAddress()), Collectors.joining(" "))));
  }

  private Map<String, Secret> secrets(Stage stage) {
    if (stage == Stage.INSTALL) {
      return Map.of();
    }
    Map<String, Secret> secrets = new HashMap<>();
    fleet
        .secrets()
        .application(fleet.fleet())
        .forEach((name, secret) -> secrets.put("SECRET_" + shell(name), secret));
    return secrets;
  }

  private static String shell(String name) {
    return name.toUpperCase(Locale.ROOT).replace('-', '_');
  }
}

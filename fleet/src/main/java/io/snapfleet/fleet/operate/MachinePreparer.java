package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.ApplicationSpec.SourceSpec;
import io.snapfleet.fleet.model.Deadlines;
import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.plan.Step;
import io.snapfleet.recipe.Stage;
import io.snapfleet.remote.ScriptResult;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Brings a machine that boots to where it is healthy. Thread-safe. */
final class MachinePreparer {
  private final FleetContext fleet;
  private final MachineScripts scripts;
  private final LoadBalancing balancing;
  private final Deadlines deadlines;

  MachinePreparer(FleetContext fleet, MachineScripts scripts, LoadBalancing balancing) {
    this.fleet = fleet;
    this.scripts = scripts;
    this.balancing = balancing;
    this.deadlines = fleet.spec().deadlines();
  }

  /** The machine lets us in, and is being made one of the fleet, when this returns. */
  void reach(Step step, FleetMachine machine) {
    fleet.listener().waiting(step, "SSH");
    fleet.sessions().with(machine);
    fleet.save(machine.in(MachineState.PERSONALISING));
  }

  void install(Step step, FleetMachine machine) {
    reach(step, machine);
    SourceSpec source = fleet.spec().application().source();
    if (source != null && machine.tier() == TierName.WEB) {
      fleet.listener().waiting(step, "the upload of " + source.path());
      fleet.save(fleet.machine(machine.name()).installedFrom(SourceFiles.now(fleet.spec())));
      fleet.sessions().with(machine).upload(Path.of(source.path()), MachineScripts.SOURCE);
    }
    fleet.listener().waiting(step, "the recipe's install script");
    scripts.run(machine, Stage.INSTALL, Map.of(), deadlines.install());
  }

  /**
   * A load balancer and a database serve when this returns, unless their data follow; a web machine
   * still has to join.
   */
  void personalise(Step step, FleetMachine machine, boolean dataFollows) {
    fleet.listener().waiting(step, "SSH");
    fleet.sessions().with(machine);
    FleetMachine personalising = machine.in(MachineState.PERSONALISING);
    fleet.save(personalising);
    fleet.listener().waiting(step, "the recipe's configure and start scripts");
    scripts.run(machine, Stage.CONFIGURE, Map.of(), deadlines.configure());
    scripts.run(machine, Stage.START, Map.of(), deadlines.configure());
    fleet.listener().waiting(step, "its health check");
    awaitHealthy(machine);
    switch (machine.tier()) {
      case PROXY -> balancing.start(personalising);
      case DATABASE -> {
        if (!dataFollows) {
          fleet.save(personalising.in(MachineState.SERVING));
        }
      }
      case WEB -> {
        // It serves once it has joined.
      }
    }
  }

  void initialise(Step step, FleetMachine machine) {
    fleet.listener().waiting(step, "the application's own installation");
    scripts.run(machine, Stage.INITIALISE, Map.of(), deadlines.configure());
    awaitHealthy(machine);
  }

  void awaitHealthy(FleetMachine machine) {
    AtomicReference<String> reason = new AtomicReference<>("it was not asked yet");
    fleet
        .waiter()
        .until(
            deadlines.healthy(),
            "its health check",
            machine.name(),
            reason::get,
            () -> healthy(machine, reason));
  }

  private Optional<Boolean> healthy(FleetMachine machine, AtomicReference<String> reason) {
    ScriptResult result =
        scripts
            .tryRun(machine, Stage.CHECK, Map.of(), deadlines.configure())
            .orElse(new ScriptResult(0, ""));
    reason.set(result.lastLine());
    return result.succeeded() ? Optional.of(true) : Optional.empty();
  }
}

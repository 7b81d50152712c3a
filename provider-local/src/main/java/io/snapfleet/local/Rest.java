package io.snapfleet.local;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;

/** Pauses machines while their trees are copied, where the storage cannot copy at one moment. */
final class Rest {
  private final LocalEngine engine;

  Rest(LocalEngine engine) {
    this.engine = engine;
  }

  void during(Collection<MachineRecord> machines, Runnable action) {
    if (!engine.storage().copyNeedsRest()) {
      action.run();
      return;
    }
    PodmanApi podman = engine.podman();
    var states = podman.states();
    Deque<String> paused = new ArrayDeque<>();
    try {
      for (MachineRecord machine : machines) {
        if ("running".equals(states.get(machine.id()))) {
          podman.pause(machine.id());
          paused.push(machine.id());
        }
      }
      action.run();
    } finally {
      paused.forEach(podman::unpause);
    }
  }
}

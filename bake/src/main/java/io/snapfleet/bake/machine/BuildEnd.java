package io.snapfleet.bake.machine;

import io.snapfleet.bake.journal.BuildRecord;
import io.snapfleet.bake.journal.Leftovers;
import io.snapfleet.bake.run.Remarks;

/** Takes away what a build has left that ends by itself, and then its record. */
record BuildEnd(BuildRecord build, Leavings leavings, MachineTools tools) {
  /** Throws nothing. The build knows what it has made unless a call of it failed. */
  void close(Remarks remarks) {
    new Leftovers(tools.journal(), (ended, said) -> remove(), tools.clock()).remove(build, remarks);
  }

  private void remove() {
    if (leavings.isSure()) {
      leavings.remove();
      tools.journal().end(build.id());
    } else {
      new MachineRemoval(tools).sweep(build, leavings);
    }
  }
}

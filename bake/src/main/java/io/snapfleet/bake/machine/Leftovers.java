package io.snapfleet.bake.machine;

import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.run.BuildLines;
import io.snapfleet.provider.api.Provider;
import java.util.Optional;

/** Removes what builds have left whose process was killed, and machines kept past their time. */
final class Leftovers {
  private final MachineTools tools;
  private final BuildLines lines;

  Leftovers(MachineTools tools, BuildLines lines) {
    this.tools = tools;
    this.lines = lines;
  }

  /** Fails never: what cannot be removed now is left for the next run. */
  void remove() {
    try {
      tools.journal().takeAbandoned(tools.clock().instant()).forEach(this::remove);
    } catch (BuildException unreadable) {
      lines.error(String.valueOf(unreadable.getMessage()));
    }
  }

  private void remove(BuildRecord build) {
    Optional<Provider> provider = tools.supply().find(build.place());
    if (provider.isEmpty()) {
      lines.error(
          what(build)
              + " may have left things at "
              + build.place()
              + ": the next build there removes them");
      tools.journal().letGo(build.id());
      return;
    }
    lines.say("Removing what " + what(build) + " has left...");
    Leavings leavings = new Leavings(build.id(), new ProviderCalls(provider.get(), tools.pause()));
    new BuildEnd(build, leavings, tools).sweep(lines);
  }

  private static String what(BuildRecord build) {
    return "the build %s of %s".formatted(build.build(), build.begun());
  }
}

package io.snapfleet.cli.bake;

import io.snapfleet.bake.machine.MachineTools;
import io.snapfleet.bake.part.BuiltInParts;
import io.snapfleet.bake.run.Remarks;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** What builds have left that were killed, or that kept something whose time has come. */
public final class BakeLeftovers {
  private final TemplateRun run;
  private final Supplier<Path> home;
  private final Supplier<MachineTools> machines;
  private final Clock clock;

  /**
   * @param home where builds keep what later ones must know; may not be there
   * @param machines what builds on machines need
   */
  public BakeLeftovers(
      TemplateRun run, Supplier<Path> home, Supplier<MachineTools> machines, Clock clock) {
    this.run = run;
    this.home = home;
    this.machines = machines;
    this.clock = clock;
  }

  /**
   * What became of them.
   *
   * @param done a sentence for each that was to be removed
   * @param problems a sentence for each thing that stays
   */
  public record Swept(List<String> done, List<String> problems) {
    public Swept {
      done = List.copyOf(done);
      problems = List.copyOf(problems);
    }
  }

  /** Removes what is there. */
  public Swept sweep() {
    Sentences sentences = new Sentences();
    try (MachineTools tools = machines.get()) {
      new BuiltInParts(clock, run.begin(), home, tools).removeLeftovers(sentences);
    }
    return new Swept(sentences.done, sentences.problems);
  }

  private static final class Sentences implements Remarks {
    private final List<String> done = new CopyOnWriteArrayList<>();
    private final List<String> problems = new CopyOnWriteArrayList<>();

    @Override
    public void say(String text) {
      done.add(text);
    }

    @Override
    public void error(String text) {
      problems.add(text);
    }
  }
}

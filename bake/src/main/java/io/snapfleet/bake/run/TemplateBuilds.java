package io.snapfleet.bake.run;

import io.snapfleet.bake.run.Console.Kind;
import io.snapfleet.bake.template.Build;
import io.snapfleet.bake.template.Surroundings;
import io.snapfleet.bake.template.Template;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.function.LongSupplier;

/** Runs all builds of a template side by side, and says how they ended. */
public final class TemplateBuilds {
  private final Template template;
  private final Surroundings surroundings;
  private final Parts parts;
  private final Console console;
  private final LongSupplier nanoTime;

  /**
   * @param surroundings those that the template was read with
   * @param nanoTime what durations are measured with
   */
  public TemplateBuilds(
      Template template,
      Surroundings surroundings,
      Parts parts,
      Console console,
      LongSupplier nanoTime) {
    this.template = template;
    this.surroundings = surroundings;
    this.parts = parts;
    this.console = console;
    this.nanoTime = nanoTime;
  }

  /**
   * Interrupting the calling thread stops all builds; each cleans up before this returns.
   *
   * @return in the order of the builds' names
   */
  public List<Outcome> run(RunOptions options) {
    long begun = nanoTime.getAsLong();
    parts.begin();
    int builds = template.builds().size();
    Semaphore places =
        new Semaphore(options.parallel() == 0 ? Math.max(1, builds) : options.parallel(), true);
    List<FutureTask<Outcome>> tasks =
        template.builds().stream()
            .map(build -> new FutureTask<>(() -> inItsTurn(build, options, places)))
            .toList();
    List<Thread> threads = tasks.stream().map(Thread::startVirtualThread).toList();
    awaitAll(threads);
    List<Outcome> outcomes = tasks.stream().map(Future::resultNow).toList();
    new Summary(console, template.masking()).print(outcomes, since(begun));
    return outcomes;
  }

  private Outcome inItsTurn(Build build, RunOptions options, Semaphore places) {
    places.acquireUninterruptibly();
    try {
      return one(build, options);
    } finally {
      places.release();
    }
  }

  private Outcome one(Build build, RunOptions options) {
    BuildLines unkept = new BuildLines(build.name(), console, template.masking());
    try (BuildLog log = parts.log(unkept.build(), unkept)) {
      Outcome outcome = one(build, options, new LoggedConsole(console, log)).loggedIn(log.file());
      if (outcome.failure().isPresent()) {
        outcome.log().ifPresent(file -> tellOf(file, outcome.build()));
      }
      return outcome;
    }
  }

  private void tellOf(Path log, String build) {
    console.line(Kind.SAY, "The log of build '" + build + "' is " + log);
  }

  private Outcome one(Build build, RunOptions options, Console logged) {
    long begun = nanoTime.getAsLong();
    BuildLines lines = new BuildLines(build.name(), logged, template.masking());
    BuildSite site = new BuildSite(options.run(), build, surroundings, lines);
    Outcome outcome = new BuildRun(site, parts, options, template.masking()).run();
    String named = "Build '" + outcome.build() + "'";
    String took = " after " + Words.of(since(begun));
    outcome
        .failure()
        .ifPresentOrElse(
            why -> logged.line(Kind.ERROR, named + " errored" + took + ": " + why),
            () -> logged.line(Kind.SAY, named + " finished" + took + "."));
    return outcome;
  }

  private Duration since(long begun) {
    return Duration.ofNanos(nanoTime.getAsLong() - begun);
  }

  /** Waits to the end of each, and hands an interruption on to them. */
  private static void awaitAll(List<Thread> threads) {
    boolean stopped = false;
    for (Thread thread : threads) {
      while (thread.isAlive()) {
        try {
          thread.join();
        } catch (InterruptedException stop) {
          stopped = true;
          threads.forEach(Thread::interrupt);
        }
      }
    }
    if (stopped) {
      Thread.currentThread().interrupt();
    }
  }
}

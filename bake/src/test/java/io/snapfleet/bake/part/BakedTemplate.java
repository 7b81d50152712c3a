package io.snapfleet.bake.part;

import io.snapfleet.bake.machine.MachineTools;
import io.snapfleet.bake.run.Console;
import io.snapfleet.bake.run.FailureChoice.Answer;
import io.snapfleet.bake.run.OnError;
import io.snapfleet.bake.run.Outcome;
import io.snapfleet.bake.run.RunId;
import io.snapfleet.bake.run.RunOptions;
import io.snapfleet.bake.run.TemplateBuilds;
import io.snapfleet.bake.template.Surroundings;
import io.snapfleet.bake.template.Template;
import io.snapfleet.bake.template.TemplateFile;
import io.snapfleet.bake.template.TemplateInput;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Runs templates in a directory, and keeps what they say. */
class BakedTemplate implements Console {
  private final Path directory;
  private final Path home;
  private final Map<String, String> environment;
  private final Clock clock;
  private boolean reuse = true;
  private final Queue<String> lines = new ConcurrentLinkedQueue<>();

  BakedTemplate(Path directory) {
    this(directory, directory.resolve("home"), Map.of("PATH", "/usr/bin:/bin"), Clock.systemUTC());
  }

  /**
   * @param home where runs keep what later ones must know
   */
  BakedTemplate(Path directory, Path home, Map<String, String> environment, Clock clock) {
    this.directory = directory;
    this.home = home;
    this.environment = environment;
    this.clock = clock;
  }

  /** From now on, results of earlier runs are not used. */
  BakedTemplate withoutReuse() {
    reuse = false;
    return this;
  }

  List<Outcome> run(String text, OnError onError, boolean force, Answer... answers) {
    Surroundings surroundings =
        new Surroundings(Clock.systemUTC().instant(), UUID::randomUUID, directory, environment);
    Template template =
        Template.of(
            TemplateFile.parse(text, directory.resolve("t.json")),
            TemplateInput.none(),
            surroundings);
    Queue<Answer> said = new ArrayDeque<>(List.of(answers));
    RunOptions options =
        new RunOptions(
            new RunId(UUID.randomUUID(), force, reuse),
            onError,
            0,
            (build, failure) -> said.remove());
    try (MachineTools machines = NoPlaces.tools(home, clock)) {
      return new TemplateBuilds(
              template,
              surroundings,
              new BuiltInParts(clock, surroundings, () -> home, machines),
              this,
              System::nanoTime)
          .run(options);
    }
  }

  List<Outcome> run(String text) {
    return run(text, OnError.CLEANUP, false);
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  public void line(Kind kind, String text) {
    lines.add(text);
  }

  @Override
  public void fact(String target, String type, String... values) {
    lines.add(target + "," + type + "," + String.join(",", values));
  }
}

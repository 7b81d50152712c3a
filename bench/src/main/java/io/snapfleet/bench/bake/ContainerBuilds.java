package io.snapfleet.bench.bake;

import io.snapfleet.bench.bake.BakeReport.Row;
import io.snapfleet.bench.measure.Progress;
import io.snapfleet.bench.measure.Samples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/** Builds of one container image. */
final class ContainerBuilds {
  private final Turns turns;
  private final Engine engine;
  private final Project project;
  private final String repository;
  private final Progress progress;

  ContainerBuilds(
      Turns turns, Engine engine, Project project, String repository, Progress progress) {
    this.turns = turns;
    this.engine = engine;
    this.project = project;
    this.repository = repository;
    this.progress = progress;
  }

  List<Row> rows() {
    return List.of(pairs("cold", "0.9x", pair -> pair), lastStepChanged(), nothingChanged());
  }

  /**
   * @param home the number of the Snapfleet home that a pair has: what a home has seen need not be
   *     done again
   */
  private Row pairs(String what, String goal, IntUnaryOperator home) {
    List<Double> ours = new ArrayList<>();
    List<Double> packers = new ArrayList<>();
    for (int pair = 1; pair <= turns.pairs(); pair++) {
      say(what, pair);
      String last = what.replace(' ', '-') + pair;
      packers.add(packer(last));
      ours.add(snapfleet(last, home.applyAsInt(pair)));
      engine.removeImage(repository + ":snapfleet");
    }
    return new Row(project.name() + ", " + what, new Samples(ours), new Samples(packers), goal);
  }

  private Row lastStepChanged() {
    snapfleet("before", 0);
    engine.removeImage(repository + ":snapfleet");
    return pairs("last step changed", "0.2x", pair -> 0);
  }

  private Row nothingChanged() {
    List<Double> ours = new ArrayList<>();
    List<Double> packers = new ArrayList<>();
    snapfleet("same", 0);
    for (int pair = 1; pair <= turns.pairs(); pair++) {
      say("nothing changed", pair);
      packers.add(packer("same"));
      ours.add(snapfleet("same", 0));
    }
    engine.removeImage(repository + ":snapfleet");
    return new Row(
        project.name() + ", nothing changed", new Samples(ours), new Samples(packers), "0.2x");
  }

  private void say(String what, int pair) {
    progress.say("%s, %s, pair %d of %d".formatted(project.name(), what, pair, turns.pairs()));
  }

  private double packer(String last) {
    double seconds =
        turns.packer(engine.environment(), template(), Map.of("tag", "packer", "last", last));
    engine.removeImage(repository + ":packer");
    return seconds;
  }

  private double snapfleet(String last, int home) {
    return turns.snapfleet(
        engine.environment(), home, template(), Map.of("tag", "snapfleet", "last", last));
  }

  private Path template() {
    return Path.of(project.template());
  }
}

package io.snapfleet.bench.vault;

import io.snapfleet.bench.measure.Samples;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * All that was measured of one operation by one program.
 *
 * @param repositoryBytes the repository's size after it, run by run
 */
record Figures(
    Input input,
    Operation operation,
    BackupProgram program,
    List<Cost> costs,
    List<Long> repositoryBytes) {

  static Figures none(Input input, Operation operation, BackupProgram program) {
    return new Figures(input, operation, program, new ArrayList<>(), new ArrayList<>());
  }

  void add(Cost cost, long bytes) {
    costs.add(cost);
    repositoryBytes.add(bytes);
  }

  double seconds() {
    return median(Cost::seconds);
  }

  double processorSeconds() {
    return median(Cost::processorSeconds);
  }

  /** The most of all runs. */
  long peakBytes() {
    return costs.stream().mapToLong(Cost::peakBytes).max().orElseThrow();
  }

  double repository() {
    return new Samples(repositoryBytes.stream().map(Long::doubleValue).toList()).median();
  }

  private double median(ToDoubleFunction<Cost> figure) {
    return new Samples(costs.stream().mapToDouble(figure).boxed().toList()).median();
  }
}

package io.snapfleet.bench.measure;

import java.util.List;

/**
 * The times of one thing measured again and again.
 *
 * @param seconds at least one, in the order they were measured
 */
public record Samples(List<Double> seconds) {
  public Samples {
    if (seconds.isEmpty()) {
      throw new IllegalArgumentException("nothing was measured");
    }
    seconds = List.copyOf(seconds);
  }

  /** The middle one, or the mean of the two in the middle. */
  public double median() {
    List<Double> sorted = seconds.stream().sorted().toList();
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  public double least() {
    return seconds.stream().mapToDouble(Double::doubleValue).min().orElseThrow();
  }

  public double most() {
    return seconds.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }

  /** How many times the other's median this median is. */
  public double ratioTo(Samples other) {
    return median() / other.median();
  }
}

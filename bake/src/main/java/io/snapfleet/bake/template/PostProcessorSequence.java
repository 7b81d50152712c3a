package io.snapfleet.bake.template;

import java.util.List;

/**
 * Steps of which each takes what the one before has made.
 *
 * @param steps at least one
 */
public record PostProcessorSequence(List<PostProcessorStep> steps) {
  public PostProcessorSequence {
    steps = List.copyOf(steps);
  }
}

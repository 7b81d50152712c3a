package io.snapfleet.bake.run;

import io.snapfleet.bake.run.PostProcessor.Processed;
import io.snapfleet.bake.template.PostProcessorSequence;
import io.snapfleet.bake.template.PostProcessorStep;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs the sequences of post-processors on what a builder has made. A sequence ends with a step
 * that fails, the others run all the same. The builder's own artifact goes last, and only where no
 * first step keeps it. Not for use by several threads.
 */
final class PostProcessing {
  private final BuildSite site;
  private final Parts parts;
  private final List<Artifact> kept = new ArrayList<>();
  private final List<String> failures = new ArrayList<>();
  private boolean keepsOwn;

  PostProcessing(BuildSite site, Parts parts) {
    this.site = site;
    this.parts = parts;
  }

  /** What is there afterwards. */
  List<Artifact> run(Artifact own) {
    List<PostProcessorSequence> sequences = site.build().postProcessors();
    keepsOwn = sequences.isEmpty();
    sequences.forEach(sequence -> sequence(sequence.steps(), own));
    if (keepsOwn || !failures.isEmpty()) {
      kept.addFirst(own);
    } else {
      own.removal().run();
    }
    return List.copyOf(kept);
  }

  /** What went wrong, in order. */
  List<String> failures() {
    return List.copyOf(failures);
  }

  private void sequence(List<PostProcessorStep> steps, Artifact own) {
    Artifact current = own;
    boolean isOwn = true;
    try {
      for (PostProcessorStep step : steps) {
        Interruption.check();
        Processed processed = step(step, current);
        settle(isOwn, keeps(step, processed), current);
        current = processed.artifact();
        isOwn = false;
      }
    } catch (RuntimeException failed) {
      failures.add("Post-processor failed: " + failed.getMessage());
      if (isOwn) {
        return;
      }
    }
    kept.add(current);
  }

  private Processed step(PostProcessorStep step, Artifact input) {
    boolean named = !step.name().equals(step.type());
    site.lines().say("Running post-processor: " + step.name() + (named ? typed(step.type()) : ""));
    return parts.postProcessor(step.settings(), site.of(step.type())).process(input);
  }

  private static String typed(String type) {
    return " (type " + type + ")";
  }

  private static boolean keeps(PostProcessorStep step, Processed processed) {
    return processed.needsInput() || step.keepInputArtifact().orElse(processed.keepsInput());
  }

  private void settle(boolean isOwn, boolean keep, Artifact input) {
    if (isOwn) {
      keepsOwn |= keep;
    } else if (keep) {
      kept.add(input);
    } else {
      input.removal().run();
    }
  }
}

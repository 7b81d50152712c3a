package io.snapfleet.bake.run;

import io.snapfleet.bake.run.FailureChoice.Answer;
import io.snapfleet.bake.template.Masking;
import io.snapfleet.bake.template.ProvisionerStep;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One build from its beginning to its end. */
final class BuildRun {
  private final BuildSite site;
  private final Parts parts;
  private final RunOptions options;
  private final Masking masking;

  BuildRun(BuildSite site, Parts parts, RunOptions options, Masking masking) {
    this.site = site;
    this.parts = parts;
    this.options = options;
    this.masking = masking;
  }

  /** Throws nothing: a failure is an outcome. */
  Outcome run() {
    PostProcessing after = new PostProcessing(site, parts);
    try {
      Interruption.check();
      Builder builder = parts.builder(site.build().builder(), site);
      Optional<Artifact> unchanged = builder.unchanged();
      if (unchanged.isPresent()) {
        site.lines().say("Nothing to do: " + unchanged.get().description());
        return outcome(List.of(unchanged.get()), "");
      }
      List<Artifact> artifacts = after.run(artifact(builder));
      if (after.failures().isEmpty()) {
        builder.completed();
      }
      return outcome(artifacts, String.join("; ", after.failures()));
    } catch (RuntimeException failed) {
      return outcome(List.of(), sentence(failed));
    }
  }

  private Artifact artifact(Builder builder) {
    try {
      return artifact(builder.begin());
    } catch (KeptResultException unfit) {
      site.lines().say("Running all steps: " + unfit.getMessage());
      return artifact(builder.beginAnew());
    }
  }

  private Artifact artifact(Workpiece piece) {
    boolean stays = false;
    try {
      provision(piece);
      return piece.finish();
    } catch (PieceStays aborted) {
      stays = true;
      throw aborted.failure;
    } finally {
      if (!stays) {
        Interruption.withstand(piece::discard);
      }
    }
  }

  private void provision(Workpiece piece) {
    Provisioning provisioning = new Provisioning(site, parts, piece);
    boolean again = true;
    while (again) {
      again = false;
      boolean reached = false;
      try {
        piece.connect();
        reached = true;
        steps(provisioning, piece);
      } catch (RuntimeException failed) {
        switch (answer(failed)) {
          case RETRY -> again = true;
          case ABORT -> {
            tellWhatStays(piece);
            throw new PieceStays(failed);
          }
          case CLEANUP -> {
            if (reached) {
              cleanUp(provisioning);
            }
            throw failed;
          }
        }
      }
    }
  }

  private void steps(Provisioning provisioning, Workpiece piece) {
    List<ProvisionerStep> steps = site.build().provisioners();
    int done = piece.stepsDone();
    for (ProvisionerStep step : steps.subList(done, steps.size())) {
      provisioning.run(step);
      piece.afterStep(++done);
    }
  }

  private Answer answer(RuntimeException failed) {
    if (Thread.currentThread().isInterrupted()) {
      return Answer.CLEANUP;
    }
    return switch (options.onError()) {
      case CLEANUP -> Answer.CLEANUP;
      case ABORT -> Answer.ABORT;
      case ASK -> options.choice().ask(site.lines().build(), masking.mask(sentence(failed)));
    };
  }

  private void tellWhatStays(Workpiece piece) {
    String remains = piece.remains();
    site.lines().error("Aborted: " + (remains.isEmpty() ? "there is nothing that stays" : remains));
  }

  private void cleanUp(Provisioning provisioning) {
    Optional<ProvisionerStep> cleanup = site.build().cleanup();
    if (cleanup.isEmpty()) {
      return;
    }
    site.lines().say("Provisioning step had errors: Running the cleanup provisioner...");
    try {
      Interruption.withstand(() -> provisioning.run(cleanup.get()));
    } catch (RuntimeException failed) {
      site.lines().error("The cleanup provisioner failed: " + sentence(failed));
    }
  }

  private Outcome outcome(List<Artifact> artifacts, String failure) {
    return new Outcome(
        site.lines().build(),
        site.build().type(),
        artifacts,
        Optional.of(masking.mask(failure)).filter(text -> !text.isEmpty()),
        Optional.empty());
  }

  private static String sentence(RuntimeException failed) {
    @Nullable String message = failed.getMessage();
    return message == null ? failed.getClass().getSimpleName() : message;
  }

  /** A failure after which the piece is left as it is. */
  private static final class PieceStays extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final RuntimeException failure;

    PieceStays(RuntimeException failure) {
      super(failure);
      this.failure = failure;
    }
  }
}

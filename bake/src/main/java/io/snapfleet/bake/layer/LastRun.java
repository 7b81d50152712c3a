package io.snapfleet.bake.layer;

import io.snapfleet.bake.run.BuildSite;
import io.snapfleet.bake.template.PostProcessorSequence;
import io.snapfleet.bake.template.PostProcessorStep;
import java.nio.file.Files;
import java.util.stream.Stream;

/**
 * What the last complete run of a build has done, to tell whether there is anything to do. A build
 * with post-processors whose work cannot be seen to be there is always to be done.
 */
final class LastRun {
  private final BuildSite site;
  private final ImageStore store;
  private final KeptResults runs;

  /**
   * @param runs the last one of each build: its print and its image
   */
  LastRun(BuildSite site, ImageStore store, KeptResults runs) {
    this.site = site;
    this.store = store;
    this.runs = runs;
  }

  /**
   * The image of the last run, where that did the same and all of it is still there.
   *
   * @param image that of what would be made now
   */
  boolean didThisWith(String image, Fingerprint made) {
    return runs.find(build()).map(KeptResult::image).filter(done(image, made)::equals).isPresent()
        && steps().allMatch(step -> shows(step, image));
  }

  void remember(String image, Fingerprint made) {
    runs.keep(build(), done(image, made));
  }

  private Fingerprint build() {
    return Fingerprint.begin()
        .and(site.surroundings().directory().toString())
        .and(site.build().name());
  }

  private String done(String image, Fingerprint made) {
    Fingerprint print = made;
    for (PostProcessorSequence sequence : site.build().postProcessors()) {
      print = print.and("sequence");
      for (PostProcessorStep step : sequence.steps()) {
        print =
            print
                .and(step.type())
                .and(step.settings().values())
                .and(step.keepInputArtifact().toString());
      }
    }
    return print.hash() + " " + image;
  }

  private Stream<PostProcessorStep> steps() {
    return site.build().postProcessors().stream().flatMap(sequence -> sequence.steps().stream());
  }

  private boolean shows(PostProcessorStep step, String image) {
    return step.type().equals("manifest")
        ? Files.exists(site.resolve(step.settings().requiredText("output")))
        : store.shows(step, image);
  }
}

package io.snapfleet.bake.container;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.layer.Fingerprint;
import io.snapfleet.bake.layer.KeptResult;
import io.snapfleet.bake.layer.KeptResults;
import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.run.BuildSite;
import io.snapfleet.bake.template.PostProcessorSequence;
import io.snapfleet.bake.template.PostProcessorStep;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the last complete run of a build has done, to tell whether there is anything to do. A build
 * with post-processors whose work cannot be seen to be there is always to be done.
 */
final class LastRun {
  private static final Set<String> SEEN = Set.of("docker-tag", "manifest");

  private final ContainerEngine engine;
  private final BuildSite site;
  private final KeptResults runs;

  /**
   * @param runs the last one of each build: its print and its image
   */
  LastRun(ContainerEngine engine, BuildSite site, KeptResults runs) {
    this.engine = engine;
    this.site = site;
    this.runs = runs;
  }

  /**
   * The image of the last run, where that did the same and all of it is still there.
   *
   * @param image that of what would be made now
   */
  boolean didThisWith(String image, Fingerprint made) {
    return isSeen()
        && runs.find(build()).map(KeptResult::image).filter(done(image, made)::equals).isPresent()
        && manifestsAreThere()
        && namesMean(image);
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

  private boolean isSeen() {
    return steps().allMatch(settings -> SEEN.contains(settings.type().name()));
  }

  private Stream<Settings> steps() {
    return site.build().postProcessors().stream()
        .flatMap(sequence -> sequence.steps().stream())
        .map(PostProcessorStep::settings);
  }

  private Stream<Settings> steps(String type) {
    return steps().filter(settings -> settings.type().name().equals(type));
  }

  private boolean manifestsAreThere() {
    return steps("manifest")
        .allMatch(settings -> Files.exists(site.resolve(settings.requiredText("output"))));
  }

  private boolean namesMean(String image) {
    List<String> arguments =
        new ArrayList<>(List.of("image", "inspect", "--format", "{{.Id}}", image));
    steps("docker-tag")
        .flatMap(settings -> DockerTag.names(settings).stream())
        .forEach(arguments::add);
    try {
      return engine.said(arguments).lines().distinct().count() == 1;
    } catch (BuildException missing) {
      return false;
    }
  }
}

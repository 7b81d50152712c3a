package io.snapfleet.bake.container;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.run.Artifact;
import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.run.BuildSite;
import io.snapfleet.bake.run.PostProcessor;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Post-processor {@code docker-tag}: gives an image names. */
public final class DockerTag implements PostProcessor {
  private static final Set<String> KNOWN = Set.of(ContainerImages.IMPORTED, ContainerImages.TAGGED);

  private final Settings settings;
  private final BuildSite site;
  private final ContainerEngine engine;

  public DockerTag(Settings settings, BuildSite site, ContainerEngine engine) {
    this.settings = settings;
    this.site = site;
    this.engine = engine;
  }

  /** The names that it gives, actions of running builds not rendered. */
  static List<String> names(Settings settings) {
    String repository = settings.text("repository").orElse("");
    List<String> tags = tags(settings).map(tag -> repository + ":" + tag).toList();
    return tags.isEmpty() ? List.of(repository) : tags;
  }

  private static Stream<String> tags(Settings settings) {
    return Stream.concat(settings.texts("tags").stream(), settings.texts("tag").stream());
  }

  @Override
  public Processed process(Artifact input) {
    if (!KNOWN.contains(input.builderId())) {
      throw new BuildException(
          "Unknown artifact type: "
              + input.builderId()
              + ". Can only tag from Docker builder artifacts.");
    }
    List<String> names = names(settings).stream().map(name -> rendered(name, input)).toList();
    names.forEach(name -> tag(input, name));
    List<String> tagged = tags(settings).findAny().isPresent() ? names : List.of();
    return new Processed(
        ContainerImages.of(engine, ContainerImages.TAGGED, names.getLast(), tagged, input.facts()),
        true,
        true);
  }

  private String rendered(String text, Artifact input) {
    return site.rendered(text, input.facts());
  }

  private void tag(Artifact input, String name) {
    site.lines().message("Tagging image: " + input.id());
    site.lines().message("Repository: " + name);
    engine.said(List.of("tag", input.id(), name));
  }
}

package io.snapfleet.bake.template;

import io.snapfleet.bake.component.ComponentType;
import io.snapfleet.bake.component.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One image to be made: a builder, and the steps that are meant for it.
 *
 * @param name unique in its template, actions rendered
 * @param builder what makes the machine
 * @param provisioners in the order they run
 * @param cleanup run when a provisioner has failed, before the machine goes
 * @param postProcessors sequences, each of which begins with the build's own artifact
 * @param texts renders late texts of this build's steps
 * @param runTexts what is another text in each run
 * @param sources the template, and the files of variables that were given along with it; absolute
 */
public record Build(
    String name,
    Settings builder,
    List<ProvisionerStep> provisioners,
    Optional<ProvisionerStep> cleanup,
    List<PostProcessorSequence> postProcessors,
    LateText texts,
    RunTexts runTexts,
    List<Path> sources) {
  public Build {
    sources = List.copyOf(sources);
    provisioners = List.copyOf(provisioners);
    postProcessors = List.copyOf(postProcessors);
  }

  /** The builder's type, such as {@code digitalocean}. */
  public String type() {
    return builder.type().name();
  }

  /** Why this build cannot be run, a clause for each reason; empty where it can. */
  public List<String> refusals() {
    return settings()
        .map(Settings::type)
        .distinct()
        .flatMap(type -> type.whyNotBuilt().map(why -> named(type) + " " + why).stream())
        .toList();
  }

  private static String named(ComponentType type) {
    return type.family().word() + " " + type.name();
  }

  /** Those of the builder and of all steps. */
  Stream<Settings> settings() {
    return Stream.of(
            Stream.of(builder),
            Stream.concat(provisioners.stream(), cleanup.stream()).map(ProvisionerStep::settings),
            postProcessors.stream()
                .flatMap(sequence -> sequence.steps().stream())
                .map(PostProcessorStep::settings))
        .flatMap(part -> part);
  }
}

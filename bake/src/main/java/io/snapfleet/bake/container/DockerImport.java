package io.snapfleet.bake.container;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.run.Artifact;
import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.run.BuildSite;
import io.snapfleet.bake.run.PostProcessor;
import java.util.ArrayList;
import java.util.List;

/** Post-processor {@code docker-import}: makes an image of an exported container. */
public final class DockerImport implements PostProcessor {
  private final Settings settings;
  private final BuildSite site;
  private final ContainerEngine engine;

  public DockerImport(Settings settings, BuildSite site, ContainerEngine engine) {
    this.settings = settings;
    this.site = site;
    this.engine = engine;
  }

  @Override
  public Processed process(Artifact input) {
    if (!input.builderId().equals("packer.docker") || input.files().isEmpty()) {
      throw new BuildException(
          "Unknown artifact type: "
              + input.builderId()
              + ". Can only import what builder docker has exported: where it commits, the image is"
              + " already there.");
    }
    String name =
        settings.text("repository").orElse("")
            + settings.text("tag").map(tag -> ":" + tag).orElse("");
    site.lines().message("Importing image: " + input.id());
    site.lines().message("Repository: " + name);
    site.lines().message("Imported ID: " + engine.lastLine(arguments(input, name)));
    return new Processed(
        ContainerImages.of(engine, ContainerImages.IMPORTED, name, List.of(), input.facts()),
        false,
        false);
  }

  private List<String> arguments(Artifact input, String name) {
    List<String> arguments = new ArrayList<>(List.of("import"));
    settings.texts("changes").forEach(change -> arguments.addAll(List.of("--change", change)));
    arguments.add(site.resolve(input.files().getFirst().toString()).toString());
    if (!name.isEmpty()) {
      arguments.add(name);
    }
    return arguments;
  }
}

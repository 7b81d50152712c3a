package io.snapfleet.bake.container;

import io.snapfleet.bake.layer.BuildLayers.Capture;
import io.snapfleet.bake.layer.ImageStore;
import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.template.PostProcessorStep;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The engine's images, and layers among them. */
record LayerImages(ContainerEngine engine) implements ImageStore {
  /** What layers are called; the rest of the name says nothing of what is in them. */
  private static final String REPOSITORY = "localhost/snapfleet-layer";

  /** Commits a container. */
  Capture of(String container) {
    return noting -> {
      String image = REPOSITORY + ":" + UUID.randomUUID();
      noting.accept(image);
      List<String> arguments = new ArrayList<>(List.of("commit"));
      if (engine.isPodman()) {
        arguments.addAll(List.of("--format", "docker"));
      }
      arguments.addAll(List.of(container, image));
      engine.said(arguments);
    };
  }

  Optional<String> inspect(String format, String... images) {
    List<String> arguments = new ArrayList<>(List.of("image", "inspect", "--format", format));
    arguments.addAll(List.of(images));
    try {
      return Optional.of(engine.said(arguments));
    } catch (BuildException missing) {
      return Optional.empty();
    }
  }

  @Override
  public boolean isThere(String image) {
    return inspect("{{.Id}}", image).isPresent();
  }

  @Override
  public void remove(String layer) {
    engine.remove(List.of("rmi", layer));
  }

  @Override
  public boolean shows(PostProcessorStep step, String image) {
    if (!step.type().equals("docker-tag")) {
      return false;
    }
    List<String> names = new ArrayList<>(DockerTag.names(step.settings()));
    names.add(image);
    return inspect("{{.Id}}", names.toArray(String[]::new))
        .filter(ids -> ids.lines().distinct().count() == 1)
        .isPresent();
  }
}

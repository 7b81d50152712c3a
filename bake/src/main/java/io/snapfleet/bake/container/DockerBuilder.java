package io.snapfleet.bake.container;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.journal.Leftovers;
import io.snapfleet.bake.layer.BuildLayers;
import io.snapfleet.bake.layer.Layer;
import io.snapfleet.bake.layer.ReadyImage;
import io.snapfleet.bake.run.Artifact;
import io.snapfleet.bake.run.BuildSite;
import io.snapfleet.bake.run.Builder;
import io.snapfleet.bake.run.Workpiece;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Builder {@code docker}: a container of an image, and an image or an archive of that. */
public final class DockerBuilder implements Builder {
  private final Settings settings;
  private final BuildSite site;
  private final ContainerEngine engine;
  private final LayerImages images;
  private final BuildLayers layers;
  private final ContainerStart start;
  private String image = "";

  public DockerBuilder(
      Settings settings, BuildSite site, ContainerEngine engine, Leftovers containers, Path home) {
    this.settings = settings;
    this.site = site;
    this.engine = engine;
    this.images = new LayerImages(engine);
    this.layers = new BuildLayers(site, images, home.resolve(engine.name()), containers.clock());
    this.start = new ContainerStart(settings, site, engine, containers, layers);
  }

  /** Why a container cannot be made as the settings say, a clause for each reason. */
  public static Stream<String> refusals(Settings settings) {
    List<String> reasons = new ArrayList<>();
    String communicator = settings.requiredText("communicator");
    if (!communicator.equals("docker")) {
      reasons.add(
          "builder docker reaches its containers through the engine, not by communicator "
              + communicator
              + ": leave that out");
    }
    if (settings.flag("windows_container")) {
      reasons.add("builder docker makes no windows_container: leave that out");
    }
    if (settings.flag("ecr_login")) {
      reasons.add(
          "builder docker knows no ecr_login: give login_username AWS, and as login_password what"
              + " 'aws ecr get-login-password' prints");
    }
    return reasons.stream();
  }

  @Override
  public Workpiece begin() {
    lookUp();
    Optional<String> finished = layers.finished();
    if (finished.isPresent()) {
      site.lines().say("Nothing to run: the image is kept from an earlier build");
      return new ReadyImage(site.build().provisioners().size(), artifact(finished.get()));
    }
    site.lines().say("Creating a temporary directory for sharing data...");
    return layers.longest().map(this::goOn).orElseGet(this::beginAnew);
  }

  @Override
  public Container beginAnew() {
    return start.of(new Layer(image, 0));
  }

  private Container goOn(Layer layer) {
    site.lines().say(layer.goingOn());
    return start.of(layer);
  }

  @Override
  public Optional<Artifact> unchanged() {
    lookUp();
    return layers.unchanged().map(this::artifact);
  }

  private Artifact artifact(String kept) {
    return ContainerImages.committed(engine, kept, Map.of("ID", ""));
  }

  @Override
  public void completed() {
    layers.completed();
  }

  /** Gets the image, and learns what is kept of it. */
  private void lookUp() {
    if (image.isEmpty()) {
      image = image();
      layers.removeOutdated();
      ContainerInputs inputs = new ContainerInputs(settings, site);
      if (inputs.canBeTold()) {
        layers.lookAt(() -> inputs.base(image, images), inputs.ending());
      }
    }
  }

  private String image() {
    if (!settings.flag("pull")) {
      return settings.requiredText("image");
    }
    ImagePull pull = new ImagePull(engine, settings, site.lines());
    pull.run();
    return pull.image();
  }
}

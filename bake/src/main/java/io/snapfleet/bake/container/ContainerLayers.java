package io.snapfleet.bake.container;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.layer.Fingerprint;
import io.snapfleet.bake.layer.KeptResult;
import io.snapfleet.bake.layer.KeptResults;
import io.snapfleet.bake.layer.Retention;
import io.snapfleet.bake.layer.StepInputs;
import io.snapfleet.bake.run.Artifact;
import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.run.BuildSite;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The results of one build's steps as images, each by the fingerprint of all that it was made of.
 * Where the build is not to use any, or depends on more than can be told beforehand, it has none.
 */
final class ContainerLayers {
  /** What layers are called; the rest of the name says nothing of what is in them. */
  static final String REPOSITORY = "localhost/snapfleet-layer";

  private static final Retention RETENTION = new Retention(24, Duration.ofDays(7));
  private static final Set<String> OF_THE_RESULT =
      Set.of("commit", "discard", "export_path", "author", "changes", "message");
  private static final Set<String> OF_THE_REGISTRY =
      Set.of("pull", "login", "login_server", "login_username", "login_password");

  private final ContainerEngine engine;
  private final Settings settings;
  private final BuildSite site;
  private final KeptResults layers;
  private final KeptResults images;
  private final LastRun last;
  private List<Fingerprint> prints = List.of();
  private Optional<String> made = Optional.empty();

  ContainerLayers(
      ContainerEngine engine, Settings settings, BuildSite site, Path home, Clock clock) {
    this.engine = engine;
    this.settings = settings;
    this.site = site;
    Path directory = home.resolve(engine.name());
    this.layers = new KeptResults(directory.resolve("layers"), RETENTION, clock);
    this.images = new KeptResults(directory.resolve("images"), RETENTION, clock);
    this.last =
        new LastRun(engine, site, new KeptResults(directory.resolve("builds"), RETENTION, clock));
  }

  /** Learns what the build is made of. Without this there are no layers. */
  void lookAt(String image) {
    prints = base(image).map(print -> new StepInputs(site).after(print)).orElseGet(List::of);
  }

  /** Data in volumes are in no layer. */
  private Optional<Fingerprint> base(String image) {
    if (!settings.map("volumes").isEmpty() || !settings.flag("fix_upload_owner")) {
      return Optional.empty();
    }
    return inspect("{{.Id}} {{len .Config.Volumes}}", image)
        .filter(found -> found.endsWith(" 0"))
        .map(found -> Fingerprint.begin().and(found).and(site.build().name()).and(beginning()));
  }

  /** All that the container is made with, but for its image. */
  private Map<String, Object> beginning() {
    Map<String, Object> values = new TreeMap<>(settings.values());
    values.keySet().removeAll(OF_THE_RESULT);
    values.keySet().removeAll(OF_THE_REGISTRY);
    values.put("image", "");
    values.put(
        "run_command",
        settings.texts("run_command").stream()
            .map(word -> site.render(word, Map.of("Image", "{{.Image}}")))
            .toList());
    return values;
  }

  private Optional<String> inspect(String format, String image) {
    try {
      return Optional.of(engine.said(List.of("image", "inspect", "--format", format, image)));
    } catch (BuildException missing) {
      return Optional.empty();
    }
  }

  /** How many of the first steps have a layer that is still there; the last of them is given. */
  Optional<Layer> longest() {
    for (int steps = uses() ? prints.size() : 0; steps > 0; steps--) {
      Optional<String> image = existing(layers, prints.get(steps - 1));
      if (image.isPresent()) {
        return Optional.of(new Layer(image.get(), steps));
      }
    }
    return Optional.empty();
  }

  /**
   * The result of the first steps.
   *
   * @param image its name
   */
  record Layer(String image, int steps) {}

  /** The image that was committed of exactly this. */
  Optional<String> finished() {
    if (uses() && made.isEmpty()) {
      made = whole().flatMap(print -> existing(images, print));
    }
    return made;
  }

  /** Where the last run of the build did the same, and all that it made is there: its image. */
  Optional<Artifact> unchanged() {
    return site.run().force()
        ? Optional.empty()
        : finished()
            .filter(image -> whole().filter(print -> last.didThisWith(image, print)).isPresent())
            .map(image -> artifact(image, Map.of("ID", "")));
  }

  /** The build has been done, post-processors included. */
  void completed() {
    whole().ifPresent(print -> made.ifPresent(image -> last.remember(image, print)));
  }

  /** An image that was committed. */
  Artifact artifact(String image, Map<String, String> known) {
    Map<String, String> facts = new HashMap<>(known);
    facts.put("ImageSha256", image);
    return ContainerImages.of(engine, ContainerImages.IMPORTED, image, List.of(), facts);
  }

  private boolean uses() {
    return site.run().reuse();
  }

  private Optional<Fingerprint> whole() {
    if (prints.isEmpty() || prints.size() < site.build().provisioners().size()) {
      return Optional.empty();
    }
    Map<String, Object> result = new TreeMap<>(settings.values());
    result.keySet().retainAll(OF_THE_RESULT);
    return Optional.of(prints.getLast().and(result));
  }

  private Optional<String> existing(KeptResults results, Fingerprint print) {
    return results.find(print).map(KeptResult::image).filter(this::isThere);
  }

  private boolean isThere(String image) {
    return inspect("{{.Id}}", image).isPresent();
  }

  /** Keeps what a container is after its first steps, if that can be used again. */
  void keep(int steps, String container) {
    boolean committedNext = settings.flag("commit") && steps == site.build().provisioners().size();
    if (steps > prints.size() || committedNext) {
      return;
    }
    String image = REPOSITORY + ":" + UUID.randomUUID();
    List<String> arguments = new ArrayList<>(List.of("commit"));
    if (engine.isPodman()) {
      arguments.addAll(List.of("--format", "docker"));
    }
    arguments.addAll(List.of(container, image));
    engine.said(arguments);
    layers.keep(prints.get(steps - 1), image).ifPresent(this::remove);
  }

  /** Remembers the image that the build has committed. */
  void committed(String image) {
    made = Optional.of(image);
    whole().ifPresent(print -> images.keep(print, image));
  }

  /** Removes layers that are old or too many. Images that builds have committed stay. */
  void removeOutdated() {
    images.outdated().forEach(result -> images.forget(result.print()));
    for (KeptResult old : layers.outdated()) {
      remove(old);
      layers.forget(old.print());
    }
  }

  private void remove(KeptResult layer) {
    engine.remove(List.of("rmi", layer.image()));
  }
}

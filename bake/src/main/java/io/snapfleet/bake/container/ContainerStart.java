package io.snapfleet.bake.container;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.journal.BuildRecord;
import io.snapfleet.bake.journal.Leftovers;
import io.snapfleet.bake.layer.BuildLayers;
import io.snapfleet.bake.layer.Layer;
import io.snapfleet.bake.local.SharedDirectory;
import io.snapfleet.bake.run.BuildSite;
import io.snapfleet.bake.run.Interruption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Starts a container of an image as the settings say. What was made by halves goes again. */
final class ContainerStart {
  private static final List<String> USUAL =
      List.of("-d", "-i", "-t", "--entrypoint=/bin/sh", "--", "{{.Image}}");

  private final Settings settings;
  private final BuildSite site;
  private final ContainerEngine engine;
  private final Leftovers containers;
  private final BuildLayers layers;

  ContainerStart(
      Settings settings,
      BuildSite site,
      ContainerEngine engine,
      Leftovers containers,
      BuildLayers layers) {
    this.settings = settings;
    this.site = site;
    this.engine = engine;
    this.containers = containers;
    this.layers = layers;
  }

  Container of(Layer beginning) {
    site.lines().say("Starting docker container...");
    containers.remove(site.lines());
    SharedDirectory shared = SharedDirectory.next();
    BuildRecord record = record(shared);
    containers.journal().begin(record);
    try {
      shared.make();
      List<String> arguments = arguments(beginning.image(), record.id(), shared);
      site.lines().message("Run command: " + engine.name() + " " + String.join(" ", arguments));
      String id = engine.lastLine(arguments);
      site.lines().message("Container ID: " + id);
      return new Container(
          engine, settings, site, id, record, containers, layers, beginning.steps());
    } catch (RuntimeException failed) {
      Interruption.withstand(() -> containers.remove(record, site.lines()));
      throw failed;
    }
  }

  private BuildRecord record(SharedDirectory shared) {
    Instant now = containers.clock().instant();
    return ContainerRemoval.record(containerName(), site.lines().build(), now, engine, shared);
  }

  private String containerName() {
    String build = site.lines().build().replaceAll("[^a-zA-Z0-9_.-]", "-");
    String unique = site.surroundings().uuids().get().toString().substring(0, 8);
    return "snapfleet-bake-" + unique + "-" + build;
  }

  private List<String> arguments(String image, String name, SharedDirectory shared) {
    List<String> arguments = new ArrayList<>(List.of("run", "--name", name));
    arguments.addAll(engine.runOptions());
    each("device", "--device", arguments);
    each("cap_add", "--cap-add", arguments);
    each("cap_drop", "--cap-drop", arguments);
    if (settings.flag("privileged")) {
      arguments.add("--privileged");
    }
    each("tmpfs", "--tmpfs", arguments);
    Map<String, String> volumes = new TreeMap<>(settings.map("volumes"));
    volumes.put(shared.path().toString(), settings.requiredText("container_dir"));
    volumes.forEach((host, guest) -> arguments.addAll(List.of("-v", host + ":" + guest)));
    List<String> given = settings.texts("run_command");
    (given.isEmpty() ? USUAL : given)
        .forEach(word -> arguments.add(site.render(word, Map.of("Image", image))));
    return arguments;
  }

  private void each(String key, String option, List<String> arguments) {
    settings.texts(key).forEach(value -> arguments.addAll(List.of(option, value)));
  }
}

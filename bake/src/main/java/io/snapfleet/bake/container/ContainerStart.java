package io.snapfleet.bake.container;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.container.ContainerLayers.Layer;
import io.snapfleet.bake.container.ContainerRecord.Content;
import io.snapfleet.bake.local.Scratch;
import io.snapfleet.bake.run.BuildSite;
import io.snapfleet.bake.run.Interruption;
import java.time.Clock;
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
  private final ContainerRecords records;
  private final ContainerLayers layers;
  private final Clock clock;

  ContainerStart(
      Settings settings,
      BuildSite site,
      ContainerEngine engine,
      ContainerRecords records,
      ContainerLayers layers,
      Clock clock) {
    this.settings = settings;
    this.site = site;
    this.engine = engine;
    this.records = records;
    this.layers = layers;
    this.clock = clock;
  }

  Container of(Layer beginning) {
    Scratch shared = Scratch.make();
    try {
      return start(beginning, shared);
    } catch (RuntimeException failed) {
      shared.close();
      throw failed;
    }
  }

  private Container start(Layer beginning, Scratch shared) {
    site.lines().say("Starting docker container...");
    Content content =
        new Content(engine.command(), containerName(), shared.directory(), Instant.EPOCH);
    ContainerRecord record = records.begin(content, site.lines());
    try {
      List<String> arguments = arguments(beginning.image(), content);
      site.lines().message("Run command: " + engine.name() + " " + String.join(" ", arguments));
      String id = engine.lastLine(arguments);
      site.lines().message("Container ID: " + id);
      return new Container(
          engine, settings, site, id, content, record, layers, beginning.steps(), clock);
    } catch (RuntimeException failed) {
      Interruption.withstand(() -> Container.remove(engine, content, record, site.lines()));
      throw failed;
    }
  }

  private String containerName() {
    String build = site.build().name().replaceAll("[^a-zA-Z0-9_.-]", "-");
    String unique = site.surroundings().uuids().get().toString().substring(0, 8);
    return "snapfleet-bake-" + unique + "-" + build;
  }

  private List<String> arguments(String image, Content content) {
    List<String> arguments = new ArrayList<>(List.of("run", "--name", content.container()));
    arguments.addAll(engine.runOptions());
    each("device", "--device", arguments);
    each("cap_add", "--cap-add", arguments);
    each("cap_drop", "--cap-drop", arguments);
    if (settings.flag("privileged")) {
      arguments.add("--privileged");
    }
    each("tmpfs", "--tmpfs", arguments);
    Map<String, String> volumes = new TreeMap<>(settings.map("volumes"));
    volumes.put(content.directory().toString(), settings.requiredText("container_dir"));
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

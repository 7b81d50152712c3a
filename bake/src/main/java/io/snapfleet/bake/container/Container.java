package io.snapfleet.bake.container;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.journal.BuildRecord;
import io.snapfleet.bake.journal.Leftovers;
import io.snapfleet.bake.layer.BuildLayers;
import io.snapfleet.bake.local.LocalFiles;
import io.snapfleet.bake.run.Artifact;
import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.run.BuildLines;
import io.snapfleet.bake.run.BuildSite;
import io.snapfleet.bake.run.Communicator;
import io.snapfleet.bake.run.KeptResultException;
import io.snapfleet.bake.run.Workpiece;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** A running container that provisioners work on. */
final class Container implements Workpiece {
  /** How long it stays where it is left for people to look at. */
  private static final Duration TO_LOOK_AT = Duration.ofDays(1);

  private static final String HIDDEN =
      "files that kept steps have made are removed or changed by later ones, and would stay in a"
          + " layer below";

  private final ContainerEngine engine;
  private final Settings settings;
  private final BuildSite site;
  private final String id;
  private final BuildRecord record;
  private final Leftovers containers;
  private final BuildLayers layers;
  private final int stepsDone;
  private final KeepingCost cost;
  private boolean gone;

  Container(
      ContainerEngine engine,
      Settings settings,
      BuildSite site,
      String id,
      BuildRecord record,
      Leftovers containers,
      BuildLayers layers,
      int stepsDone) {
    this.engine = engine;
    this.settings = settings;
    this.site = site;
    this.id = id;
    this.record = record;
    this.containers = containers;
    this.layers = layers;
    this.stepsDone = stepsDone;
    this.cost = new KeepingCost(containers.clock());
  }

  @Override
  public Communicator communicator() {
    return new ContainerCommunicator(engine, id, settings);
  }

  @Override
  public Map<String, String> facts() {
    return Map.of(
        "ID", id,
        "ConnType", "docker",
        "Host", "",
        "Port", "0",
        "User", "",
        "Password", "",
        "SSHPublicKey", "",
        "SSHPrivateKey", "",
        "WinRMPassword", "");
  }

  @Override
  public int stepsDone() {
    return stepsDone;
  }

  @Override
  public void afterStep(int steps) {
    boolean isCommittedNext =
        settings.flag("commit") && steps == site.build().provisioners().size();
    if (isCommittedNext) {
      return;
    }
    if (cost.isWorthIt()) {
      cost.measure(() -> layers.keep(steps, this::keep));
    } else {
      String why = ": that takes longer than making it again";
      lines().message("The result of step " + steps + " is not kept" + why);
    }
  }

  private void keep(Consumer<String> noting) {
    if (hidesFiles()) {
      throw new KeptResultException(HIDDEN);
    }
    new LayerImages(engine).of(id).take(noting);
  }

  /** Whether an image of it would still hold, in a layer below, what is not in its files. */
  private boolean hidesFiles() {
    return stepsDone > 0 && new ContainerChanges(engine, id).hideFiles();
  }

  @Override
  public Artifact finish() {
    if (settings.flag("commit")) {
      return commit();
    }
    return settings.text("export_path").map(this::export).orElseGet(this::nothing);
  }

  private Artifact commit() {
    List<String> arguments = new ArrayList<>(List.of("commit"));
    arguments.addAll(layering());
    lines().say("Committing the container");
    if (engine.isPodman()) {
      arguments.addAll(List.of("--format", "docker"));
    }
    settings.text("author").ifPresent(author -> arguments.addAll(List.of("--author", author)));
    settings.texts("changes").forEach(change -> arguments.addAll(List.of("--change", change)));
    settings.text("message").ifPresent(message -> arguments.addAll(List.of("--message", message)));
    arguments.add(id);
    String image = engine.lastLine(arguments);
    lines().message("Image ID: " + image);
    layers.made(image);
    return ContainerImages.committed(engine, image, facts());
  }

  /** Whoever looks into the layers of the image must not find more than in the container. */
  private List<String> layering() {
    if (!hidesFiles()) {
      return List.of();
    }
    if (!engine.isPodman()) {
      throw new KeptResultException(HIDDEN);
    }
    lines().say("Making one layer of the image: " + HIDDEN);
    return List.of("--squash");
  }

  private Artifact export(String path) {
    Path target = site.resolve(path);
    lines().say("Exporting the container");
    try {
      LocalFiles.makeWay(target);
      engine.into(target, List.of("export", id));
    } catch (IOException unwritable) {
      throw new BuildException(path + " cannot be written: " + unwritable, unwritable);
    } catch (BuildException failed) {
      deleteHalf(target);
      throw failed;
    }
    return new Artifact(
        "packer.docker",
        "Container",
        "Exported Docker file: " + path,
        List.of(Path.of(path)),
        () -> LocalFiles.delete(target),
        facts());
  }

  /** A device or a pipe stays. */
  private static void deleteHalf(Path target) {
    if (Files.isRegularFile(target)) {
      LocalFiles.delete(target);
    }
  }

  private Artifact nothing() {
    return new Artifact(
        "packer.docker", "Container", "Discarded the container", List.of(), () -> {}, facts());
  }

  @Override
  public void discard() {
    if (gone) {
      return;
    }
    gone = true;
    lines().say("Killing the container: " + id);
    containers.remove(record, lines());
  }

  @Override
  public String remains() {
    Instant until = containers.clock().instant().plus(TO_LOOK_AT).truncatedTo(ChronoUnit.SECONDS);
    containers.journal().change(record.kept(until));
    containers.journal().letGo(record.id());
    String call = String.join(" ", engine.command());
    return "the container %2$s stays: look at it with '%1$s exec -it %2$s /bin/sh', remove it with"
            .formatted(call, record.id())
        + " '%s rm -f %s'; a run after %s removes it".formatted(call, record.id(), until);
  }

  private BuildLines lines() {
    return site.lines();
  }
}

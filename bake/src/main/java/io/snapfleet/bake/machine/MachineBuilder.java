package io.snapfleet.bake.machine;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.journal.BuildRecord;
import io.snapfleet.bake.layer.BuildLayers;
import io.snapfleet.bake.layer.Fingerprint;
import io.snapfleet.bake.layer.Layer;
import io.snapfleet.bake.layer.ReadyImage;
import io.snapfleet.bake.run.Artifact;
import io.snapfleet.bake.run.BuildSite;
import io.snapfleet.bake.run.Builder;
import io.snapfleet.bake.run.Interruption;
import io.snapfleet.bake.run.Workpiece;
import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.ImageId;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Builders that make a machine and an image of it. All that a build makes at its provider has one
 * label, and the journal has that label before anything is made: whatever happens to this process,
 * another one finds it and takes it away.
 */
public final class MachineBuilder implements Builder {
  private static final int ID_LENGTH = 12;

  private final Settings settings;
  private final BuildSite site;
  private final MachineTools tools;
  private final MachineKind kind;
  private final Path home;
  private Optional<Beginning> beginning = Optional.empty();

  private MachineBuilder(
      Settings settings, BuildSite site, MachineTools tools, MachineKind kind, Path home) {
    this.settings = settings;
    this.site = site;
    this.tools = tools;
    this.kind = kind;
    this.home = home;
  }

  /**
   * Builder {@code digitalocean}.
   *
   * @param home where runs keep what later ones must know
   */
  public static MachineBuilder ofDroplets(
      Settings settings, BuildSite site, MachineTools tools, Path home) {
    return new MachineBuilder(settings, site, tools, new Droplets(settings, site), home);
  }

  /** Builder {@code local}. */
  public static MachineBuilder ofThisComputer(
      Settings settings, BuildSite site, MachineTools tools, Path home) {
    return new MachineBuilder(
        settings,
        site,
        tools,
        new LocalMachines(settings, site, tools.cleanUp(), tools.register()),
        home);
  }

  /** Where a build takes place, and what it starts from. */
  private record Beginning(
      MachineSupply.Place place, ProviderCalls calls, Image source, BuildLayers layers) {
    Artifact published(String image, MachineKind kind) {
      Image kept = new MachineLayers(calls).find(image).orElseThrow();
      return kind.published(kept, calls);
    }
  }

  @Override
  public Optional<Artifact> unchanged() {
    return kind.keepsLayers()
        ? beginning().layers().unchanged().map(image -> beginning().published(image, kind))
        : Optional.empty();
  }

  @Override
  public void completed() {
    beginning().layers().completed();
  }

  private Beginning beginning() {
    Beginning known = beginning.orElseGet(this::lookUp);
    beginning = Optional.of(known);
    return known;
  }

  /** Learns what there is, and makes nothing. */
  private Beginning lookUp() {
    MachineSupply.Place place = tools.supply().open(settings);
    ProviderCalls calls = new ProviderCalls(place.provider(), tools.pause());
    tools.leftovers().remove(site.lines());
    Image source = kind.source(calls);
    BuildLayers layers =
        new BuildLayers(
            site, new MachineLayers(calls), home.resolve(site.build().type()), tools.clock());
    if (kind.keepsLayers()) {
      layers.removeOutdated();
      layers.lookAt(() -> Optional.of(print(source)), kind.ending());
    }
    return new Beginning(place, calls, source, layers);
  }

  private Fingerprint print(Image source) {
    return Fingerprint.begin()
        .and(source.id().value())
        .and(site.build().name())
        .and(kind.beginning());
  }

  @Override
  public Workpiece begin() {
    Optional<String> finished = beginning().layers().finished();
    if (finished.isPresent()) {
      site.lines().say("Nothing to run: the image is kept from an earlier build");
      return new ReadyImage(
          site.build().provisioners().size(), beginning().published(finished.get(), kind));
    }
    kind.refuse(beginning().calls());
    Layer source =
        beginning()
            .layers()
            .longest()
            .orElseGet(() -> new Layer(beginning().source().id().value(), 0));
    if (source.steps() > 0) {
      site.lines().say(source.goingOn());
    }
    return begin(source);
  }

  private Workpiece begin(Layer source) {
    Optional<SshLogin> login = login();
    login.ifPresent(one -> tools.remote().prepare());
    BuildRecord build = record(beginning().place());
    Leavings leavings = new Leavings(build.id(), beginning().calls());
    tools.journal().begin(build);
    try {
      BuildMachine machine =
          new MachineLaunch(settings, site, tools, kind, beginning().source().id())
              .of(build, new ImageId(source.image()), login, leavings);
      return new MachinePiece(
          machine, kind, leavings, settings, site, tools, beginning().layers(), source.steps());
    } catch (RuntimeException failed) {
      Interruption.withstand(() -> new BuildEnd(build, leavings, tools).close(site.lines()));
      throw failed;
    }
  }

  private Optional<SshLogin> login() {
    return settings.requiredText("communicator").equals("none")
        ? Optional.empty()
        : Optional.of(SshLogin.of(settings, site, tools.keys()));
  }

  private BuildRecord record(MachineSupply.Place place) {
    String random = site.surroundings().uuids().get().toString().replace("-", "");
    return MachineRemoval.record(
        "bake-" + random.substring(0, ID_LENGTH),
        site.lines().build(),
        tools.clock().instant(),
        place);
  }
}

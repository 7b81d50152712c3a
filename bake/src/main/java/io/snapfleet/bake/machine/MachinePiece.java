package io.snapfleet.bake.machine;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.layer.BuildLayers;
import io.snapfleet.bake.run.Artifact;
import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.run.BuildSite;
import io.snapfleet.bake.run.Communicator;
import io.snapfleet.bake.run.Workpiece;
import io.snapfleet.provider.api.Capability;
import io.snapfleet.provider.api.CaptureRequest;
import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.ImageFiles;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A machine that is worked on, and then made an image of. For use by one thread at a time. */
final class MachinePiece implements Workpiece {
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration USUAL_PATIENCE = Duration.ofMinutes(60);

  /** Services that the steps before have installed are to be there for those after. */
  private static final String BOOTED =
      """
      command -v systemctl > /dev/null || exit 0
      for look in $(seq 240); do
        case "$(systemctl is-system-running 2> /dev/null)" in
          running | degraded | maintenance | stopping) exit 0 ;;
        esac
        sleep 0.25
      done
      """;

  private final BuildMachine machine;
  private final MachineKind kind;
  private final Leavings leavings;
  private final Settings settings;
  private final BuildSite site;
  private final MachineTools tools;
  private final BuildLayers layers;
  private final int stepsDone;
  private final Optional<SshCommunicator> ssh;
  private boolean gone;

  MachinePiece(
      BuildMachine machine,
      MachineKind kind,
      Leavings leavings,
      Settings settings,
      BuildSite site,
      MachineTools tools,
      BuildLayers layers,
      int stepsDone) {
    this.machine = machine;
    this.kind = kind;
    this.leavings = leavings;
    this.settings = settings;
    this.site = site;
    this.tools = tools;
    this.layers = layers;
    this.stepsDone = stepsDone;
    this.ssh = machine.target().map(target -> new SshCommunicator(tools.remote(), target));
  }

  @Override
  public void connect() {
    ssh.ifPresent(
        communicator ->
            Connecting.to(communicator, machine.address(), settings, site.lines(), tools.pause()));
    if (stepsDone > 0) {
      communicator().run(BOOTED, line -> {}, line -> {});
    }
  }

  @Override
  public int stepsDone() {
    return stepsDone;
  }

  @Override
  public void afterStep(int steps) {
    ssh.ifPresent(
        communicator ->
            layers.keep(
                steps,
                noting ->
                    new MachineLayers(leavings.calls())
                        .take(
                            machine.machine().id(),
                            machine.build().id() + "-" + steps,
                            leavings,
                            communicator,
                            noting)));
  }

  @Override
  public Communicator communicator() {
    return ssh.isPresent() ? ssh.get() : Communicator.none();
  }

  @Override
  public Map<String, String> facts() {
    return machine.facts();
  }

  @Override
  public Artifact finish() {
    List<String> packages = ssh.map(InstalledPackages::of).orElse(List.of());
    ssh.ifPresent(this::quiet);
    if (kind.stopsFirst()) {
      site.lines().say("Gracefully shutting down " + kind.noun() + "...");
      leavings.calls().make(provider -> provider.compute().stop(machine.machine().id()));
    }
    Image image = available(captured());
    inspect(image);
    tools.register().made(made(image, packages));
    Artifact artifact = kind.publish(image, leavings.calls());
    leavings.keep(image);
    layers.made(image.id().value());
    return new Artifact(
        artifact.builderId(),
        artifact.id(),
        artifact.description(),
        artifact.files(),
        artifact.removal(),
        facts());
  }

  private MadeImage made(Image image, List<String> packages) {
    return new MadeImage(
        settings,
        site.lines().build(),
        image.id(),
        SnapshotName.of(settings, site),
        machine.base(),
        packages,
        tools.clock().instant());
  }

  /** What programs have written is on the disk, and what the build has put there is gone. */
  private void quiet(SshCommunicator communicator) {
    SshLogin login = machine.login().orElseThrow();
    List<String> said = new ArrayList<>();
    int status = communicator.run(kind.lastCommand(login), said::add, said::add);
    if (status != 0) {
      throw new BuildException(
          "the %s could not be made ready for its image: status %d, %s"
              .formatted(kind.noun(), status, String.join("; ", said)));
    }
    communicator.close();
  }

  private Image captured() {
    site.lines().say("Creating snapshot: " + SnapshotName.of(settings, site));
    return leavings.image(
        new CaptureRequest(
            machine.machine().id(), machine.build().id(), leavings.tags(), kind.cleanUp()));
  }

  private Image available(Image captured) {
    site.lines().say("Waiting for snapshot to complete...");
    Duration patience = settings.duration("snapshot_timeout").orElse(USUAL_PATIENCE);
    Instant end = tools.clock().instant().plus(patience);
    Image seen = captured;
    while (seen.state() == Image.State.PENDING && tools.clock().instant().isBefore(end)) {
      tools.pause().of(LOOK);
      seen =
          leavings
              .calls()
              .get(provider -> provider.compute().image(captured.id()))
              .orElseThrow(() -> new BuildException("the snapshot has vanished"));
    }
    if (seen.state() != Image.State.AVAILABLE) {
      throw new BuildException(
          "Error waiting for snapshot: it is %s after %d s at most"
              .formatted(seen.state(), patience.toSeconds()));
    }
    return seen;
  }

  private void inspect(Image image) {
    if (!leavings.calls().provider().capabilities().contains(Capability.READ_IMAGES)) {
      return;
    }
    List<String> findings = findings(image);
    if (!findings.isEmpty()) {
      throw new BuildException(
          "the image would hold what must not be in one, and is not kept: %s. Remove it in the last"
                  .formatted(String.join("; ", findings))
              + " provisioner");
    }
  }

  private List<String> findings(Image image) {
    try (ImageFiles files =
        leavings.calls().get(provider -> provider.compute().openImage(image.id()))) {
      return tools.inspection().findings(files.root(), site.lines()::holdsSecret);
    }
  }

  @Override
  public void discard() {
    if (gone) {
      return;
    }
    ssh.ifPresent(SshCommunicator::close);
    site.lines().say("Destroying " + kind.noun() + "...");
    if (kind.registersKeys()) {
      site.lines().say("Deleting temporary ssh key...");
    }
    new BuildEnd(machine.build(), leavings, tools).close(site.lines());
    gone = true;
  }

  @Override
  public String remains() {
    ssh.ifPresent(SshCommunicator::close);
    return new KeptMachine(machine, kind.noun(), tools).words();
  }
}

package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.plan.Action;
import io.snapfleet.fleet.plan.Action.ApplyFirewall;
import io.snapfleet.fleet.plan.Action.ArchiveMachine;
import io.snapfleet.fleet.plan.Action.CreateNetwork;
import io.snapfleet.fleet.plan.Action.CreateVolume;
import io.snapfleet.fleet.plan.Action.DeleteBalancer;
import io.snapfleet.fleet.plan.Action.DeleteFirewall;
import io.snapfleet.fleet.plan.Action.DeleteMachine;
import io.snapfleet.fleet.plan.Action.DeleteNetwork;
import io.snapfleet.fleet.plan.Action.DeleteVolume;
import io.snapfleet.fleet.plan.Action.DrainMachine;
import io.snapfleet.fleet.plan.Action.InitialiseApplication;
import io.snapfleet.fleet.plan.Action.InstallMachine;
import io.snapfleet.fleet.plan.Action.JoinMachine;
import io.snapfleet.fleet.plan.Action.LaunchMachine;
import io.snapfleet.fleet.plan.Action.LoadDatabase;
import io.snapfleet.fleet.plan.Action.PersonaliseMachine;
import io.snapfleet.fleet.plan.Action.PointDomain;
import io.snapfleet.fleet.plan.Action.PrepareBaseImage;
import io.snapfleet.fleet.plan.Action.RefreshFiles;
import io.snapfleet.fleet.plan.Action.ReleaseDomain;
import io.snapfleet.fleet.plan.Action.SetUpBalancer;
import io.snapfleet.fleet.plan.Action.UnpackArchive;
import io.snapfleet.fleet.plan.Plan;
import io.snapfleet.fleet.plan.Step;
import io.snapfleet.fleet.state.LeaseLostException;
import io.snapfleet.provider.api.AddressRecord;
import io.snapfleet.provider.api.FirewallId;
import io.snapfleet.provider.api.FirewallRules;
import io.snapfleet.provider.api.LoadBalancerId;
import io.snapfleet.provider.api.NetworkId;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.api.VolumeId;
import io.snapfleet.provider.api.VolumeRequest;
import io.snapfleet.provider.api.VolumeSnapshotId;
import io.snapfleet.remote.RemoteException;
import java.time.Duration;

/** Carries one step out. Thread-safe. To be closed after the last one. */
final class StepRunner implements AutoCloseable {
  /**
   * How long others may remember a domain's address: short, for a new front machine has another.
   */
  private static final Duration TIME_TO_LIVE = Duration.ofMinutes(1);

  private final FleetContext fleet;
  private final MachineLauncher launcher;
  private final MachinePreparer preparer;
  private final LoadBalancing balancing;
  private final DataRefresher refresher;
  private final DataTerms terms;
  private final FleetArchive archive;

  StepRunner(FleetContext fleet, DataTerms terms) {
    this.fleet = fleet;
    MachineScripts scripts = new MachineScripts(fleet);
    this.terms = terms;
    this.launcher = new MachineLauncher(fleet, terms.comesWith());
    this.balancing = new LoadBalancing(fleet, scripts);
    this.archive = new FleetArchive(fleet, scripts);
    this.preparer = new MachinePreparer(fleet, scripts, balancing);
    this.refresher = new DataRefresher(fleet, scripts, preparer, terms.source());
  }

  /**
   * Remembers which machines are planned, and begins early with what later steps need while the
   * first ones wait for machines.
   */
  void prepare(Plan plan) {
    launcher.plan(
        plan.steps().stream()
            .map(Step::action)
            .filter(LaunchMachine.class::isInstance)
            .map(LaunchMachine.class::cast)
            .toList());
    if (plan.steps().stream().anyMatch(step -> changesTraffic(step.action()))) {
      balancing.prepare();
    }
  }

  private static boolean changesTraffic(Action action) {
    return action instanceof JoinMachine || action instanceof DrainMachine;
  }

  void run(Step step) {
    try {
      act(step);
    } catch (LeaseLostException lost) {
      throw lost;
    } catch (RuntimeException failure) {
      throw judged(step, failure);
    }
  }

  /**
   * A machine that the whole operation had no time for is not to blame: it is gone on with. Neither
   * is one that is there, and maybe serves, when the provider is out of service.
   */
  private RuntimeException judged(Step step, RuntimeException failure) {
    RuntimeException judged = fleet.limit().judge(failure, step.describe());
    if (TimeLimit.isReached(judged)) {
      return judged;
    }
    boolean unmade = failure instanceof ProviderException && step.action() instanceof LaunchMachine;
    if (unmade || failure instanceof RemoteException || failure instanceof OperationException) {
      markFailed(step.action(), failure);
    }
    return failure;
  }

  private void act(Step step) {
    switch (step.action()) {
      case PrepareBaseImage base -> fleet.baseImage(step);
      case CreateNetwork network ->
          fleet
              .calls()
              .change(
                  step.id(),
                  "networks.create",
                  network.subject(),
                  () -> fleet.provider().networks().create(network.subject(), fleet.newTags()),
                  made -> made.id().value());
      case ApplyFirewall firewall -> applyFirewall(step, firewall);
      case CreateVolume volume -> createVolume(step, volume);
      case LaunchMachine launch -> launcher.launch(step, launch);
      case InstallMachine install -> preparer.install(step, fleet.machine(install.subject()));
      case ArchiveMachine one -> archive.archive(step, fleet.machine(one.subject()));
      case UnpackArchive one -> unpack(step, fleet.machine(one.subject()));
      case RefreshFiles one ->
          refresher.refreshFiles(step, fleet.machine(one.subject()), one.data());
      case PersonaliseMachine one ->
          preparer.personalise(step, fleet.machine(one.subject()), one.dataFollows());
      case LoadDatabase one -> refresher.load(step, fleet.machine(one.subject()), one.data());
      case InitialiseApplication one -> preparer.initialise(step, fleet.machine(one.subject()));
      case SetUpBalancer balancer -> balancing.setUp(step, balancer);
      case JoinMachine join -> join(step, join);
      case DrainMachine drain -> balancing.drain(step, fleet.machine(drain.subject()));
      case DeleteMachine delete -> launcher.delete(step, delete);
      case DeleteVolume volume ->
          fleet
              .calls()
              .change(
                  step.id(),
                  "volumes.delete",
                  volume.subject(),
                  () -> fleet.provider().blockStorage().delete(new VolumeId(volume.providerId())));
      case DeleteFirewall firewall ->
          fleet
              .calls()
              .change(
                  step.id(),
                  "firewalls.delete",
                  firewall.subject(),
                  () -> fleet.provider().firewalls().delete(new FirewallId(firewall.providerId())));
      case DeleteBalancer balancer ->
          fleet
              .calls()
              .change(
                  step.id(),
                  "loadBalancers.delete",
                  balancer.subject(),
                  () ->
                      fleet
                          .provider()
                          .loadBalancers()
                          .delete(new LoadBalancerId(balancer.providerId())));
      case PointDomain domain -> pointDomain(step, domain);
      case ReleaseDomain domain ->
          fleet
              .calls()
              .change(
                  step.id(),
                  "dns.delete",
                  domain.subject(),
                  () -> fleet.provider().dns().delete(domain.zone(), domain.name()));
      case DeleteNetwork network ->
          fleet
              .calls()
              .change(
                  step.id(),
                  "networks.delete",
                  network.subject(),
                  () -> fleet.provider().networks().delete(new NetworkId(network.providerId())));
    }
  }

  private void pointDomain(Step step, PointDomain domain) {
    String address =
        fleet
            .frontAddress()
            .orElseThrow(
                () -> new IllegalStateException("nothing to point at for " + domain.subject()));
    AddressRecord record = new AddressRecord(domain.zone(), domain.name(), address, TIME_TO_LIVE);
    fleet
        .calls()
        .change(step.id(), "dns.put", domain.subject(), () -> fleet.provider().dns().put(record));
  }

  private void join(Step step, JoinMachine join) {
    FleetMachine machine = fleet.machine(join.subject());
    if (!join.live()) {
      terms.bound().requireFresh(machine, fleet.spec().backup().freshness());
    }
    balancing.join(step, machine);
  }

  private void unpack(Step step, FleetMachine machine) {
    preparer.reach(step, machine);
    if (!archive.unpack(step, machine)) {
      preparer.install(step, machine);
    }
  }

  private void applyFirewall(Step step, ApplyFirewall firewall) {
    FirewallRules rules =
        new FirewallRules(
            firewall.subject(),
            fleet.newTags(),
            fleet.network().find().id(),
            firewall.allowed(),
            firewall.outside());
    fleet
        .calls()
        .change(
            step.id(),
            "firewalls.apply",
            firewall.subject(),
            () -> fleet.provider().firewalls().apply(rules),
            made -> made.id().value());
  }

  private void createVolume(Step step, CreateVolume volume) {
    String from = volume.from();
    VolumeRequest request =
        new VolumeRequest(
            volume.subject(),
            fleet.newTags().with(Tags.TIER, volume.tier().text()),
            volume.sizeBytes(),
            from == null ? null : new VolumeSnapshotId(from));
    fleet
        .calls()
        .change(
            step.id(),
            "volumes.create",
            volume.subject(),
            () -> fleet.provider().blockStorage().create(request),
            made -> made.id().value());
  }

  /**
   * A machine that could not be made ready is not to be taken for a half-made one to go on with. A
   * load balancer of the provider's that does not take it says nothing against it.
   */
  private void markFailed(Action action, RuntimeException failure) {
    boolean makesReady =
        action instanceof LaunchMachine
            || action instanceof InstallMachine
            || action instanceof RefreshFiles
            || action instanceof UnpackArchive
            || action instanceof PersonaliseMachine
            || action instanceof LoadDatabase
            || action instanceof JoinMachine;
    if (makesReady) {
      fleet
          .roster()
          .find(action.subject())
          .filter(machine -> machine.state() != MachineState.FAILED)
          .map((FleetMachine machine) -> machine.failed(String.valueOf(failure.getMessage())))
          .ifPresent(fleet::save);
    }
  }

  @Override
  public void close() {
    archive.close();
  }
}

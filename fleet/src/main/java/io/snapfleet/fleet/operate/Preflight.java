package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.BalancedBy;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.SiteSpec;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.plan.Action;
import io.snapfleet.fleet.plan.Action.ApplyFirewall;
import io.snapfleet.fleet.plan.Action.CreateNetwork;
import io.snapfleet.fleet.plan.Action.CreateVolume;
import io.snapfleet.fleet.plan.Action.DeleteMachine;
import io.snapfleet.fleet.plan.Action.LaunchMachine;
import io.snapfleet.fleet.plan.Action.PointDomain;
import io.snapfleet.fleet.plan.Action.SetUpBalancer;
import io.snapfleet.fleet.plan.Desired;
import io.snapfleet.fleet.plan.FrozenDifference;
import io.snapfleet.fleet.plan.FrozenSettings;
import io.snapfleet.fleet.plan.Observed;
import io.snapfleet.fleet.plan.PeakLaunches;
import io.snapfleet.fleet.plan.Plan;
import io.snapfleet.fleet.plan.Step;
import io.snapfleet.provider.api.Capability;
import io.snapfleet.provider.api.Demand;
import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.ImageId;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.Problem;
import io.snapfleet.provider.api.Provider;
import io.snapfleet.provider.api.PublishedPort;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.api.WantedNames;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds out before anything is touched what would stop a plan half-way, in one report. */
final class Preflight {
  private static final Set<MachineState> HALF_MADE =
      EnumSet.of(
          MachineState.CREATING,
          MachineState.BOOTING,
          MachineState.PERSONALISING,
          MachineState.REFRESHING);

  private final Provider provider;
  private final ProviderRetry retry;

  Preflight(Provider provider, ProviderRetry retry) {
    this.provider = provider;
    this.retry = retry;
  }

  /**
   * Throws with all that is wrong, before anything is changed.
   *
   * @param elsewhere what is wrong that the provider knows nothing of
   */
  void check(
      Desired desired, Observed observed, Plan plan, int publishedPort, List<Problem> elsewhere) {
    refuse(desired, observed, plan);
    Demand demand = demand(desired, observed, plan, publishedPort);
    List<Problem> atProvider = retry.call(() -> provider.preflight(demand));
    List<Problem> problems = Stream.concat(atProvider.stream(), elsewhere.stream()).toList();
    if (!problems.isEmpty()) {
      throw new OperationException(
          atProvider.isEmpty()
              ? OperationException.Kind.FAILED
              : OperationException.Kind.PROVIDER_REFUSED,
          problems.stream().map(Problem::what).collect(Collectors.joining("; ")),
          problems.stream().map(Problem::where).distinct().collect(Collectors.joining(", ")),
          problems.stream().map(Problem::fix).distinct().collect(Collectors.joining("; ")));
    }
  }

  /** Throws with what cannot be done, whatever there is room for. */
  void refuse(Desired desired, Observed observed, Plan plan) {
    refuseMissingCapability(desired, observed);
    refuseOtherRecipe(desired, observed);
    refuseOtherPort(desired, observed, plan);
    refuseOtherData(desired, observed);
    refuseMissingImages(plan);
    SnapshotSet source = desired.source();
    if (source != null) {
      VolumeCopies.of(source, plan)
          .refuse(() -> retry.call(() -> provider.blockStorage().snapshots(new Tags(Map.of()))));
    }
  }

  private static void refuseOtherRecipe(Desired desired, Observed observed) {
    String wanted = desired.spec().application().recipe();
    observed.earlierWishes().stream()
        .map(earlier -> earlier.application().recipe())
        .filter(recipe -> !recipe.equals(wanted) && !observed.machines().isEmpty())
        .findFirst()
        .ifPresent(
            recipe -> {
              throw OperationException.badRequest(
                  "the fleet runs recipe %s, and its machines cannot become ones of recipe %s"
                      .formatted(recipe, wanted),
                  "application.recipe",
                  "give the new application's fleet a name of its own, or take this one down"
                      + " first");
            });
  }

  /** The engine binds a machine's ports when it makes the machine. */
  private static void refuseOtherPort(Desired desired, Observed observed, Plan plan) {
    SiteSpec site = desired.spec().site();
    Set<String> deleted = subjects(plan, DeleteMachine.class);
    observed.machines().stream()
        .filter(machine -> !deleted.contains(machine.name()))
        .forEach(machine -> refuseOtherPort(site, machine));
  }

  private static void refuseOtherPort(SiteSpec site, Machine machine) {
    machine.published().stream()
        .filter(
            bound ->
                !bound.hostAddress().equals(site.address())
                    || (site.port() != 0 && site.port() != bound.hostPort()))
        .findFirst()
        .ifPresent(
            bound -> {
              throw OperationException.badRequest(
                  "%s publishes the site on %s:%d, which cannot become %s:%d while it runs"
                      .formatted(
                          machine.name(),
                          bound.hostAddress(),
                          bound.hostPort(),
                          site.address(),
                          site.port()),
                  bound.hostAddress().equals(site.address()) ? "site.port" : "site.address",
                  "keep it, or take a snapshot set, take the fleet down, and bring it up from the"
                      + " set with the new one");
            });
  }

  private void refuseMissingCapability(Desired desired, Observed observed) {
    boolean balanced = desired.spec().site().balancer() == BalancedBy.PROVIDER;
    if (balanced && !observed.capabilities().contains(Capability.LOAD_BALANCERS)) {
      throw OperationException.badRequest(
          "provider %s runs no load balancers".formatted(provider.name()),
          "site.balancer",
          "take site.balancer out of the fleet file and let a proxy machine balance");
    }
    String zone = desired.spec().site().zone();
    if (zone != null && !observed.capabilities().contains(Capability.DNS)) {
      throw OperationException.badRequest(
          "provider %s keeps no DNS zones, so %s cannot be changed"
              .formatted(provider.name(), zone),
          "site.zone",
          "take site.zone out of the fleet file and let the domain stand for the site where its"
              + " zone is kept");
    }
  }

  /**
   * A database that an earlier run left half-made is gone on with, data and all; that must not pass
   * for the data of the set that is asked for now.
   */
  private static void refuseOtherData(Desired desired, Observed observed) {
    SnapshotSet source = desired.source();
    if (source == null || desired.image(TierName.DATABASE) == null) {
      return;
    }
    observed.remembered().stream()
        .filter(
            machine -> machine.tier() == TierName.DATABASE && HALF_MADE.contains(machine.state()))
        .filter(machine -> !source.id().equals(machine.setId()))
        .findFirst()
        .ifPresent(
            machine -> {
              throw OperationException.badRequest(
                  "%s is half-made, and not from the snapshot set that is asked for"
                      .formatted(machine.name()),
                  machine.name(),
                  "finish it with 'snapfleet up' without a snapshot set, or take the fleet down"
                      + " first");
            });
  }

  /** Every image that is to be booted exists now; a set that lost one is refused by name. */
  private void refuseMissingImages(Plan plan) {
    plan.steps().stream()
        .map(Step::action)
        .filter(LaunchMachine.class::isInstance)
        .map(LaunchMachine.class::cast)
        .filter(launch -> launch.image() != null)
        .map(launch -> new Booted(String.valueOf(launch.setId()), String.valueOf(launch.image())))
        .distinct()
        .filter(booted -> !available(booted.image()))
        .findFirst()
        .ifPresent(
            booted -> {
              throw OperationException.badRequest(
                  "image %s of snapshot set %s is not available at the provider"
                      .formatted(booted.image(), booted.setId()),
                  "snapshot set " + booted.setId(),
                  "build from another set ('snapfleet snapshot ls'), or remove this one");
            });
  }

  private record Booted(String setId, String image) {}

  private boolean available(String image) {
    return retry
        .call(() -> provider.compute().image(new ImageId(image)))
        .filter(found -> found.state() == Image.State.AVAILABLE)
        .isPresent();
  }

  /** No acceptance of other settings makes another application of what is in the images. */
  static void refuseSetOfOtherRecipe(Desired desired) {
    SnapshotSet source = desired.source();
    String wanted = desired.recipe().name();
    if (source != null && !FrozenSettings.recipe(source).equals(wanted)) {
      throw OperationException.badRequest(
          "the set's images are of recipe %s, and machines of them cannot become ones of recipe %s"
              .formatted(FrozenSettings.recipe(source), wanted),
          "snapshot set " + source.id(),
          "name that recipe in the fleet file, or build from another set ('snapfleet snapshot"
              + " ls')");
    }
  }

  /** What differs and may differ is only told. */
  static void judgeFrozenSettings(Desired desired, Consumer<String> notes) {
    SnapshotSet source = desired.source();
    if (source != null) {
      List<FrozenDifference> differences =
          new ArrayList<>(FrozenSettings.differences(source, desired.spec(), desired.recipe()));
      FrozenSettings.otherFiles(source, desired.spec(), desired.files())
          .ifPresent(differences::add);
      judge(source, differences, notes);
    }
  }

  /** The same of some of a set's differences. */
  static void judge(
      SnapshotSet source, List<FrozenDifference> differences, Consumer<String> notes) {
    differences.forEach(difference -> notes.accept(sentence(difference)));
    if (differences.stream().anyMatch(FrozenDifference::refused)) {
      throw OperationException.badRequest(
          differences.stream()
              .filter(FrozenDifference::refused)
              .map(Preflight::sentence)
              .collect(Collectors.joining("; ")),
          "snapshot set " + source.id(),
          "give the set's values in the fleet file, take a new set, or accept it with 'snapfleet up"
              + " --apply-settings'");
    }
  }

  private static String sentence(FrozenDifference difference) {
    return "%s is '%s' in the snapshot set and '%s' is wanted: %s"
        .formatted(difference.name(), difference.inSet(), difference.wanted(), difference.reason());
  }

  private static Demand demand(Desired desired, Observed observed, Plan plan, int publishedPort) {
    List<String> sizes = PeakLaunches.of(plan).stream().map(LaunchMachine::size).toList();
    List<PublishedPort> ports = new ArrayList<>();
    Set<ImageId> images = new HashSet<>();
    long bytes = 0;
    for (Step step : plan.steps()) {
      if (step.action() instanceof LaunchMachine launch) {
        String image = launch.image();
        if (image != null) {
          images.add(new ImageId(image));
        }
        if (launch.publish()
            && observed.publishesPorts()
            && !isFreed(observed, plan, publishedPort)) {
          ports.add(new PublishedPort(desired.spec().site().address(), publishedPort, 80));
        }
      } else if (step.action() instanceof CreateVolume volume) {
        bytes += volume.sizeBytes();
      }
    }
    return new Demand(
        sizes, bytes, ports, names(desired.spec().fleet(), plan), images, zones(plan));
  }

  private static Set<String> zones(Plan plan) {
    return plan.steps().stream()
        .map(Step::action)
        .filter(PointDomain.class::isInstance)
        .map(PointDomain.class::cast)
        .map(PointDomain::zone)
        .collect(Collectors.toSet());
  }

  private static WantedNames names(String fleet, Plan plan) {
    return new WantedNames(
        Tags.ofFleet(fleet),
        subjects(plan, LaunchMachine.class),
        subjects(plan, CreateNetwork.class),
        subjects(plan, ApplyFirewall.class),
        subjects(plan, CreateVolume.class),
        subjects(plan, SetUpBalancer.class));
  }

  private static Set<String> subjects(Plan plan, Class<? extends Action> kind) {
    return plan.steps().stream()
        .map(Step::action)
        .filter(kind::isInstance)
        .map(Action::subject)
        .collect(Collectors.toSet());
  }

  /** Whether the port is in use by a machine that the plan deletes before it needs the port. */
  private static boolean isFreed(Observed observed, Plan plan, int port) {
    Set<String> deleted = subjects(plan, DeleteMachine.class);
    return observed.machines().stream()
        .filter(machine -> deleted.contains(machine.name()))
        .flatMap(machine -> machine.published().stream())
        .anyMatch(published -> published.hostPort() == port);
  }
}

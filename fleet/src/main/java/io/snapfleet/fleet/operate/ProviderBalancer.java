package io.snapfleet.fleet.operate;

import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.plan.Action.SetUpBalancer;
import io.snapfleet.fleet.plan.Step;
import io.snapfleet.provider.api.LoadBalancer;
import io.snapfleet.provider.api.LoadBalancerId;
import io.snapfleet.provider.api.LoadBalancerRequest;
import io.snapfleet.provider.api.LoadBalancerRequest.Forward;
import io.snapfleet.provider.api.LoadBalancers;
import io.snapfleet.provider.api.MachineId;
import io.snapfleet.recipe.TierRecipe;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The load balancer that the provider runs. It tells neither which members are healthy nor what
 * they still answer, so a machine that joins or leaves is given the time that this may take.
 */
final class ProviderBalancer implements Balancer {
  /** Where recipes answer with 200 while a web machine can serve. */
  static final String HEALTH = "/snapfleet-health";

  private static final int HTTP = 80;

  /** Clouds take minutes to make one; a fleet file's deadlines are about machines. */
  private static final Duration GETS_ADDRESS = Duration.ofMinutes(10);

  private final FleetContext fleet;
  private final MachineScripts scripts;

  ProviderBalancer(FleetContext fleet, MachineScripts scripts) {
    this.fleet = fleet;
    this.scripts = scripts;
  }

  /** Creates it where it is missing; all that serve get requests from it when this returns. */
  void setUp(Step step, SetUpBalancer action) {
    LoadBalancerRequest request =
        new LoadBalancerRequest(
            action.subject(),
            fleet.newTags(),
            fleet.network().find().id(),
            List.of(
                new Forward(HTTP, scripts.recipe(TierName.WEB).map(TierRecipe::port).orElse(HTTP))),
            HEALTH);
    LoadBalancer made =
        fleet
            .calls()
            .change(
                step.id(),
                "loadBalancers.create",
                action.subject(),
                () -> balancers().create(request),
                one -> one.id().value());
    LoadBalancer there = awaitAddress(step, made);
    fleet.balancer().became(there);
    List<FleetMachine> serving = LoadBalancing.withTraffic(TierName.WEB, fleet.machines());
    Parallel.each(
        serving, web -> change(step, there.id(), web, "loadBalancers.join", balancers()::join));
    if (!serving.isEmpty()) {
      awaitHealthCheck(step);
    }
  }

  private LoadBalancer awaitAddress(Step step, LoadBalancer made) {
    fleet.listener().waiting(step, "its address");
    return fleet
        .waiter()
        .until(
            GETS_ADDRESS,
            "the load balancer's address",
            made.name(),
            () -> "provider " + fleet.provider().name() + " tells none yet",
            () -> fleet.calls().read(() -> balancers().balancer(made.id())).filter(this::isThere));
  }

  private boolean isThere(LoadBalancer balancer) {
    return balancer.address() != null;
  }

  @Override
  public void prepare() {
    fleet.balancer().find();
  }

  @Override
  public void join(Step step, FleetMachine web) {
    Optional<LoadBalancer> there = fleet.balancer().find();
    there.ifPresent(
        one -> {
          change(step, one.id(), web, "loadBalancers.join", balancers()::join);
          awaitHealthCheck(step);
        });
  }

  private void awaitHealthCheck(Step step) {
    Duration lag = balancers().joinLag();
    String reason =
        "the load balancer's own health check, for which %d s are given".formatted(lag.toSeconds());
    fleet.listener().waiting(step, reason);
    fleet.waiter().give(lag, reason, step.action().subject());
  }

  /** A machine that the provider never told the id of cannot have joined. */
  @Override
  public void drain(Step step, FleetMachine web) {
    fleet
        .balancer()
        .find()
        .filter(there -> web.providerId() != null)
        .ifPresent(there -> leave(step, there.id(), web));
  }

  private void leave(Step step, LoadBalancerId balancer, FleetMachine web) {
    change(step, balancer, web, "loadBalancers.leave", balancers()::leave);
    Duration given = fleet.spec().deadlines().drain();
    String reason =
        "its open requests, of which the provider does not tell: all %d s of deadlines.drain"
            .formatted(given.toSeconds());
    fleet.listener().waiting(step, reason);
    fleet.waiter().give(given, reason, web.name());
  }

  private void change(
      Step step,
      LoadBalancerId balancer,
      FleetMachine web,
      String call,
      BiConsumer<LoadBalancerId, MachineId> work) {
    MachineId machine = new MachineId(Objects.requireNonNull(web.providerId(), web.name()));
    fleet.calls().change(step.id(), call, web.name(), () -> work.accept(balancer, machine));
  }

  private LoadBalancers balancers() {
    return fleet.provider().loadBalancers();
  }
}

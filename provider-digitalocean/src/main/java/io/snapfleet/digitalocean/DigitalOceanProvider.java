package io.snapfleet.digitalocean;

import io.snapfleet.provider.api.BlockStorage;
import io.snapfleet.provider.api.Capability;
import io.snapfleet.provider.api.Compute;
import io.snapfleet.provider.api.Demand;
import io.snapfleet.provider.api.Dns;
import io.snapfleet.provider.api.Firewalls;
import io.snapfleet.provider.api.LoadBalancers;
import io.snapfleet.provider.api.Networks;
import io.snapfleet.provider.api.Pricing;
import io.snapfleet.provider.api.Problem;
import io.snapfleet.provider.api.Provider;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Machines at DigitalOcean, in one region of one account. */
public final class DigitalOceanProvider implements Provider {
  /** What it can do, whatever its options. */
  public static final Set<Capability> CAPABILITIES =
      Set.of(
          Capability.LIVE_VOLUME_SNAPSHOTS,
          Capability.LOAD_BALANCERS,
          Capability.DNS,
          Capability.PRICES,
          Capability.TRANSFER_IMAGES);

  private final Cloud cloud;
  private final Images images;
  private final Compute compute;
  private final Vpcs networks;
  private final CloudFirewalls firewalls;
  private final Volumes blockStorage;
  private final Balancers loadBalancers;
  private final Domains dns;

  /** Asks for nothing; the first call that needs something does. */
  public DigitalOceanProvider(
      DigitalOceanSettings settings, ApiToken token, Clock clock, Pause pause) {
    this(settings, token, clock, pause, Timing.USUAL);
  }

  DigitalOceanProvider(
      DigitalOceanSettings settings, ApiToken token, Clock clock, Pause pause, Timing timing) {
    RateLimiter limiter =
        RateLimiter.shared(settings.endpoint().toString(), token, clock, pause, timing.patience());
    Api api = new Api(new Line(settings.endpoint(), token, timing.request()), limiter, pause);
    this.cloud = Cloud.of(api, settings, timing, clock, pause);
    this.images = new Images(cloud);
    Vpcs vpcs = new Vpcs(cloud);
    Volumes volumes = new Volumes(cloud);
    this.compute = new DropletCompute(cloud, images, volumes, vpcs);
    this.networks = vpcs;
    this.firewalls = new CloudFirewalls(cloud, vpcs);
    this.blockStorage = volumes;
    this.loadBalancers = new Balancers(cloud, vpcs);
    this.dns = new Domains(cloud);
  }

  @Override
  public String name() {
    return "digitalocean";
  }

  @Override
  public Set<Capability> capabilities() {
    return CAPABILITIES;
  }

  @Override
  public Compute compute() {
    return compute;
  }

  @Override
  public Networks networks() {
    return networks;
  }

  @Override
  public Firewalls firewalls() {
    return firewalls;
  }

  @Override
  public BlockStorage blockStorage() {
    return blockStorage;
  }

  @Override
  public LoadBalancers loadBalancers() {
    return loadBalancers;
  }

  @Override
  public Dns dns() {
    return dns;
  }

  @Override
  public Pricing pricing() {
    return new Prices(cloud);
  }

  @Override
  public Duration listLag() {
    return cloud.timing().settle();
  }

  @Override
  public List<Problem> preflight(Demand demand) {
    return new Preflight(cloud, images, networks, firewalls, blockStorage, loadBalancers, dns)
        .check(demand);
  }

  @Override
  public void close() {
    cloud.api().close();
  }
}

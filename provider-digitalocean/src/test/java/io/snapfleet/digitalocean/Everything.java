package io.snapfleet.digitalocean;

import io.snapfleet.provider.api.FirewallRules;
import io.snapfleet.provider.api.LoadBalancerRequest;
import io.snapfleet.provider.api.LoadBalancerRequest.Forward;
import io.snapfleet.provider.api.Network;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.api.VolumeRequest;
import java.util.List;

/** One of each thing but machines. */
final class Everything {
  private static final Tags BLOG = Tags.ofFleet("blog");

  private Everything() {}

  static void create(DigitalOceanProvider provider) {
    Network network = provider.networks().create("blog-net", TestCloud.tags());
    provider
        .blockStorage()
        .create(new VolumeRequest("blog-data", TestCloud.tags(), 1L << 30, null));
    provider
        .firewalls()
        .apply(new FirewallRules("blog-fw", TestCloud.tags(), network.id(), List.of()));
    provider
        .loadBalancers()
        .create(
            new LoadBalancerRequest(
                "blog-lb", TestCloud.tags(), network.id(), List.of(new Forward(80, 80)), "/"));
  }

  static int count(DigitalOceanProvider provider) {
    return provider.networks().networks(BLOG).size()
        + provider.blockStorage().volumes(BLOG).size()
        + provider.firewalls().firewalls(BLOG).size()
        + provider.loadBalancers().balancers(BLOG).size();
  }

  static void delete(DigitalOceanProvider provider) {
    provider
        .loadBalancers()
        .balancers(BLOG)
        .forEach(one -> provider.loadBalancers().delete(one.id()));
    provider.firewalls().firewalls(BLOG).forEach(one -> provider.firewalls().delete(one.id()));
    provider.blockStorage().volumes(BLOG).forEach(one -> provider.blockStorage().delete(one.id()));
    provider.networks().networks(BLOG).forEach(one -> provider.networks().delete(one.id()));
  }
}

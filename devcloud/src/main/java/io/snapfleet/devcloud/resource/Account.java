package io.snapfleet.devcloud.resource;

import io.snapfleet.devcloud.DevCloudSettings;
import io.snapfleet.devcloud.http.Router;
import io.snapfleet.devcloud.machine.Machines;
import io.snapfleet.devcloud.machine.NetworkFilter;
import io.snapfleet.devcloud.machine.ProviderMachines;
import io.snapfleet.devcloud.store.Store;
import io.snapfleet.devcloud.traffic.BalancerOrder;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** All resources of the account, and the routes to them. */
public final class Account implements AutoCloseable {
  private final Store store;
  private final Router router = new Router();
  private final Actions actions;
  private final Works works;
  private final Droplets droplets;
  private final LoadBalancers balancers;
  private final Filters filters;

  public Account(
      DevCloudSettings settings, Store store, Machines machines, Optional<ProviderMachines> real) {
    this.store = store;
    Cloud cloud = new Cloud(store, settings.clock(), new Random());
    Catalog catalog = new Catalog();
    works = new Works(store, real);
    actions = new Actions(cloud, catalog, works);
    Tags tags = new Tags(cloud);
    Keys keys = new Keys(cloud);
    Vpcs vpcs = new Vpcs(cloud, catalog, works);
    Images images = new Images(cloud, catalog, actions, works, settings.pace());
    DropletOrder.Desk desk = new DropletOrder.Desk(cloud, catalog, images, keys, vpcs);
    DropletView view = new DropletView(catalog);
    droplets =
        new Droplets(
            cloud, desk, view, tags, actions, settings.pace(), settings.quotas(), machines, works);
    new Accounts(cloud, settings.quotas()).routes(router);
    catalog.routes(router);
    tags.routes(router);
    keys.routes(router);
    vpcs.routes(router);
    images.routes(router);
    actions.routes(router);
    new DropletActions(cloud, catalog, images, actions, settings.pace(), machines).routes(router);
    droplets.routes(router);
    Volumes volumes = new Volumes(cloud, catalog, tags, works, settings.quotas());
    new VolumeActions(cloud, volumes, actions, works, settings.pace()).routes(router);
    new VolumeSnapshots(cloud, tags, works, settings.quotas()).routes(router);
    volumes.routes(router);
    new Snapshots(cloud, images, works).routes(router);
    new Firewalls(cloud, settings.pace()).routes(router);
    balancers = new LoadBalancers(cloud, catalog, vpcs, settings.pace());
    balancers.routes(router);
    filters = new Filters(cloud);
    new Domains(cloud).routes(router);
  }

  public Router router() {
    return router;
  }

  /** Does what is due by now. */
  public void settle() {
    store.transact(
        () -> {
          actions.settle();
          return true;
        });
  }

  /** Starts again what stands behind the droplets that are active. */
  public void resume() {
    store.transact(
        () -> {
          droplets.resume();
          return true;
        });
  }

  /**
   * What load balancers and firewalls mean for real machines now.
   *
   * @param unfiltered why other VPCs have no filter, though droplets in them have firewalls
   */
  public record Traffic(
      List<BalancerOrder> balancers, List<NetworkFilter> filters, List<String> unfiltered) {}

  public Traffic traffic() {
    return store.transact(
        () -> {
          Filters.Wanted wanted = filters.wanted();
          return new Traffic(balancers.orders(), wanted.filters(), wanted.unfiltered());
        });
  }

  /** Begins to remove the real things of what is gone. */
  public void sweep() {
    works.sweep();
  }

  /** Waits for the work on real machines that is under way. */
  @Override
  public void close() {
    works.close();
  }
}

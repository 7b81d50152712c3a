package io.snapfleet.digitalocean;

import io.snapfleet.provider.api.MachineRequest;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.api.VolumeMount;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Creates droplets, one a name: looks, creates, and looks again. The API knows no unique names and
 * no tokens of idempotency, and its lists may lag, so where two creators did not see each other,
 * the droplet that is listed as the elder stays and the younger one is deleted by who made it.
 * Thread-safe.
 */
final class Launch {
  private static final Duration OWN_LIST_AGE = Duration.ofSeconds(15);
  private static final Duration ACCOUNT_LIST_AGE = Duration.ofMinutes(5);

  private final Cloud cloud;
  private final LaunchCheck check;
  private final Removal removal;
  private final NamedLocks names = new NamedLocks();
  private final Set<String> tried = ConcurrentHashMap.newKeySet();

  Launch(Cloud cloud, LaunchCheck check, Removal removal) {
    this.cloud = cloud;
    this.check = check;
    this.removal = removal;
  }

  Droplet create(MachineRequest request) {
    Labels.check(request.tags());
    String fleet =
        request
            .tags()
            .get(Tags.FLEET)
            .orElseThrow(() -> new IllegalArgumentException("a machine of no fleet"));
    return names.alone(
        request.name(),
        () -> {
          DropletWatch watch = cloud.droplets().ofFleet(fleet);
          long ticket = watch.ticket();
          Optional<Droplet> existing = existing(watch, request.name(), fleet);
          return existing.isPresent()
              ? withAddresses(watch, ticket, existing.get())
              : settled(watch, order(watch, fleet, request), request.name(), fleet);
        });
  }

  /** The fleet's droplet of that name, which still exists, or none; another's is refused. */
  private Optional<Droplet> existing(DropletWatch watch, String name, String fleet) {
    boolean first = tried.add(name);
    List<Droplet> ours =
        first ? watch.recent(OWN_LIST_AGE).droplets() : watch.after(watch.ticket()).droplets();
    Optional<Droplet> found =
        eldest(ours, name, fleet).flatMap(listed -> cloud.droplets().find(listed.id()));
    if (found.isEmpty()) {
      refuseForeign(first, name, fleet);
    }
    return found;
  }

  private void refuseForeign(boolean first, String name, String fleet) {
    DropletWatch all = cloud.droplets().all();
    Duration age = first ? ACCOUNT_LIST_AGE : Duration.ZERO;
    all.recent(age).droplets().stream()
        .filter(one -> one.name().equals(name) && !one.isOf(fleet))
        .findFirst()
        .ifPresent(
            one -> {
              throw Ownership.taken("droplet", name, "droplet " + one.id());
            });
  }

  /** Creates; where no answer comes, looks for what may have been created. */
  private long order(DropletWatch watch, String fleet, MachineRequest request) {
    String doing = "create droplet " + request.name();
    Wire.NewDroplet wanted = check.droplet(request, fleet);
    try {
      Answer answer = cloud.api().post("/v2/droplets", wanted, doing);
      if (answer.good()) {
        return idIn(answer);
      }
      throw check.refusal(answer, request, doing);
    } catch (Api.Unknown unknown) {
      return watch.until(
          watch.ticket(),
          cloud.timing().settle(),
          listed -> eldest(listed, request.name(), fleet).map(Droplet::id),
          () -> Refusals.unknown(doing, unknown));
    }
  }

  private static long idIn(Answer answer) throws Api.Unknown {
    try {
      return answer.fields().needed("droplet").number("id");
    } catch (ProviderException unreadable) {
      throw new Api.Unknown(answer.origin(), unreadable);
    }
  }

  /** Waits until the new droplet is listed with its addresses, or gives way to an elder one. */
  private Droplet settled(DropletWatch watch, long id, String name, String fleet) {
    Droplet first =
        watch.until(
            watch.ticket(),
            cloud.timing().boot(),
            listed ->
                Droplets.withId(listed, id)
                    .flatMap(mine -> eldest(listed, name, fleet))
                    .filter(one -> one.id() != id || one.hasAddresses()),
            () -> withoutAddress(id, name));
    if (first.id() == id) {
      return first;
    }
    removal.delete(id);
    return withAddresses(watch, watch.ticket(), first);
  }

  private Droplet withAddresses(DropletWatch watch, long ticket, Droplet droplet) {
    return droplet.hasAddresses()
        ? droplet
        : watch.until(
            ticket,
            cloud.timing().boot(),
            listed -> Droplets.withId(listed, droplet.id()).filter(Droplet::hasAddresses),
            () -> withoutAddress(droplet.id(), droplet.name()));
  }

  private ProviderException withoutAddress(long id, String name) {
    return new ProviderException.Retryable(
        "droplet %d (%s) has no address after %d s"
            .formatted(id, name, cloud.timing().boot().toSeconds()),
        "Look at it in DigitalOcean's control panel, or delete it there, then run the command"
            + " again.",
        new IllegalStateException("no address"));
  }

  /** Of all droplets with the name and the fleet, the one that stays. */
  static Optional<Droplet> eldest(List<Droplet> listed, String name, String fleet) {
    return listed.stream()
        .filter(one -> one.name().equals(name) && one.isOf(fleet))
        .min(Comparator.comparingLong(Droplet::id));
  }

  static List<String> volumesOf(MachineRequest request) {
    return request.volumes().stream().map(VolumeMount::volume).map(Object::toString).toList();
  }
}

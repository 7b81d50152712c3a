package io.snapfleet.digitalocean;

import io.snapfleet.provider.api.MachineRequest;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.api.VolumeMount;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Creates droplets, one a name: looks, creates, and looks again. The API knows no unique names and
 * no tokens of idempotency, and its lists may lag, so where two creators did not see each other,
 * the droplet that is listed as the elder stays and the younger one is deleted by who made it.
 * Thread-safe.
 */
final class Launch {
  /** So often in the time for booting it is looked whether the droplet's creation has failed. */
  private static final int LOOKS = 15;

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
          Watch<Droplet> watch = cloud.droplets().ofFleet(fleet);
          Optional<Droplet> existing = existing(watch, request.name(), fleet);
          return existing.isPresent()
              ? withAddresses(watch, existing.get())
              : settled(watch, order(watch, fleet, request), request.name(), fleet);
        });
  }

  /** The fleet's droplet of that name, which still exists, or none; another's is refused. */
  private Optional<Droplet> existing(Watch<Droplet> watch, String name, String fleet) {
    boolean first = tried.add(name);
    List<Droplet> ours =
        first ? watch.recent(OWN_LIST_AGE).elements() : watch.after(watch.ticket()).elements();
    Optional<Droplet> found =
        eldest(ours, name, fleet).flatMap(listed -> cloud.droplets().find(listed.id()));
    if (found.isEmpty()) {
      refuseForeign(first, name, fleet);
    }
    return found;
  }

  private void refuseForeign(boolean first, String name, String fleet) {
    Watch<Droplet> all = cloud.droplets().all();
    Duration age = first ? ACCOUNT_LIST_AGE : Duration.ZERO;
    all.recent(age).elements().stream()
        .filter(one -> one.name().equals(name) && !one.isOf(fleet))
        .findFirst()
        .ifPresent(
            one -> {
              throw Ownership.taken("droplet", name, "droplet " + one.id());
            });
  }

  /** Creates; where no answer comes, looks for what may have been created. */
  private Ordered order(Watch<Droplet> watch, String fleet, MachineRequest request) {
    String doing = "create droplet " + request.name();
    Wire.NewDroplet wanted = check.droplet(request, fleet);
    try {
      Answer answer = cloud.api().post("/v2/droplets", wanted, doing);
      if (answer.good()) {
        return ordered(answer);
      }
      throw check.refusal(answer, request, doing);
    } catch (Api.Unknown unknown) {
      return watch.until(
          watch.ticket(),
          cloud.timing().settle(),
          listed -> eldest(listed, request.name(), fleet).map(one -> new Ordered(one.id(), null)),
          () -> Refusals.unknown(doing, unknown));
    }
  }

  private static Ordered ordered(Answer answer) throws Api.Unknown {
    try {
      long id = answer.fields().needed("droplet").number("id");
      List<Long> actions =
          answer.fields().object("links").list("actions", action -> action.number("id"));
      return new Ordered(id, actions.isEmpty() ? null : actions.getFirst());
    } catch (ProviderException unreadable) {
      throw new Api.Unknown(answer.origin(), unreadable);
    }
  }

  /**
   * A droplet that DigitalOcean has accepted.
   *
   * @param action what makes it; null where the answer was lost
   */
  private record Ordered(long id, @Nullable Long action) {}

  /** Waits until the new droplet is listed with its addresses, or gives way to an elder one. */
  private Droplet settled(Watch<Droplet> watch, Ordered made, String name, String fleet) {
    Droplet first =
        booted(
            watch,
            made,
            name,
            listed ->
                Droplets.withId(listed, made.id())
                    .flatMap(mine -> eldest(listed, name, fleet))
                    .filter(one -> one.id() != made.id() || one.hasAddresses()));
    if (first.id() == made.id()) {
      return first;
    }
    removal.delete(made.id());
    return withAddresses(watch, first);
  }

  private Droplet withAddresses(Watch<Droplet> watch, Droplet droplet) {
    return droplet.hasAddresses()
        ? droplet
        : booted(
            watch,
            new Ordered(droplet.id(), null),
            droplet.name(),
            listed -> Droplets.withId(listed, droplet.id()).filter(Droplet::hasAddresses));
  }

  /** One that does not get as far is deleted: it has never been of use to anybody. */
  private Droplet booted(
      Watch<Droplet> watch,
      Ordered made,
      String name,
      Function<List<Droplet>, Optional<Droplet>> look) {
    Instant end = cloud.clock().instant().plus(cloud.timing().boot());
    Duration between = cloud.timing().boot().dividedBy(LOOKS);
    Optional<Droplet> booted = watch.within(watch.ticket(), between, look);
    while (booted.isEmpty() && cloud.clock().instant().isBefore(end) && !hasFailed(made)) {
      booted = watch.within(watch.ticket(), between, look);
    }
    return booted.orElseThrow(
        () -> {
          removal.delete(made.id());
          return notBooted(made.id(), name);
        });
  }

  private boolean hasFailed(Ordered made) {
    Long action = made.action();
    return action != null && cloud.actions().hasFailed(action);
  }

  private ProviderException notBooted(long id, String name) {
    return new ProviderException.InsufficientCapacity(
        "DigitalOcean accepted droplet %d (%s) and did not boot it; it was deleted"
            .formatted(id, name),
        "Run the command again; if it happens again, take another size or region.");
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

package io.snapfleet.digitalocean;

import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The account's droplets: lists of them, and waiting for changes in these. Thread-safe. */
final class Droplets {
  private static final int PAGE = 200;
  private static final long SAVING = 1_000;
  private static final long SPENDING = 100;

  private final Api api;
  private final Clock clock;
  private final Pause pause;
  private final Timing timing;
  private final Map<String, Watch<Droplet>> watches = new ConcurrentHashMap<>();

  /** The fleet's tag of each droplet that was ever listed, so that it is known whom to watch. */
  private final Map<Long, String> fleets = new ConcurrentHashMap<>();

  Droplets(Api api, Clock clock, Pause pause, Timing timing) {
    this.api = api;
    this.clock = clock;
    this.pause = pause;
    this.timing = timing;
  }

  /** A listing of its own, of those that carry all labels; what is not ours carries none. */
  List<Droplet> list(Tags selector) {
    String query = selector.get(Tags.FLEET).map(Droplets::query).orElse("");
    return listNow(query).stream().filter(one -> one.labels().matches(selector)).toList();
  }

  Optional<Droplet> find(long id) {
    Optional<Droplet> found =
        api.find("/v2/droplets/" + id, "look at droplet " + id)
            .map(answer -> Droplet.of(answer.needed("droplet")));
    found.ifPresent(this::remember);
    return found;
  }

  /** The list of one fleet's droplets, shared by all who wait for something in it. */
  Watch<Droplet> ofFleet(String fleet) {
    return watch(query(fleet));
  }

  /** The list of all droplets of the account, whoever's they are. */
  Watch<Droplet> all() {
    return watch("");
  }

  /** The list that a droplet is in until it is gone; nothing if it is gone already. */
  Optional<Watch<Droplet>> withDroplet(long id) {
    String known = fleets.get(id);
    return known != null
        ? Optional.of(watch(known))
        : find(id).map(droplet -> watch(queryOf(droplet)));
  }

  /** Waits until the droplet is free for another action. */
  Droplet unlocked(long id, Supplier<ProviderException> gone) {
    Watch<Droplet> watch = withDroplet(id).orElseThrow(gone);
    return watch.until(
        watch.ticket(),
        timing.action(),
        listed -> withId(listed, id).filter(one -> !one.locked()),
        () ->
            new ProviderException.Retryable(
                "droplet %d has been locked for %d s".formatted(id, timing.action().toSeconds()),
                "Look at what it is at in DigitalOcean's control panel, then try again.",
                new IllegalStateException("locked")));
  }

  static Optional<Droplet> withId(List<Droplet> droplets, long id) {
    return droplets.stream().filter(one -> one.id() == id).findFirst();
  }

  private Watch<Droplet> watch(String query) {
    return watches.computeIfAbsent(
        query, key -> new Watch<>(() -> listNow(key), this::interval, clock, pause));
  }

  /** Grows with the pages a listing takes, more so where calls have to be saved. */
  private long interval(int droplets) {
    long pages = Math.ceilDiv(Math.max(1, droplets), PAGE);
    return Math.max(timing.look().toMillis(), pages * (api.limited() ? SAVING : SPENDING));
  }

  private List<Droplet> listNow(String query) {
    Collection<Droplet> listed =
        api.list("/v2/droplets" + query, "droplets", Droplet::of, "list droplets");
    listed.forEach(this::remember);
    // What is created or deleted while pages are read can bring one twice.
    return List.copyOf(
        listed.stream()
            .collect(
                Collectors.toMap(
                    Droplet::id, Function.identity(), (one, again) -> again, LinkedHashMap::new))
            .values());
  }

  private void remember(Droplet droplet) {
    fleets.put(droplet.id(), queryOf(droplet));
  }

  private static String queryOf(Droplet droplet) {
    return droplet.labels().get(Tags.FLEET).map(Droplets::query).orElse("");
  }

  private static String query(String fleet) {
    return "?tag_name=" + CloudTags.query(Labels.fleetTag(fleet));
  }
}

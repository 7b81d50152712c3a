package io.snapfleet.digitalocean;

import io.snapfleet.digitalocean.Actions.Action;
import io.snapfleet.digitalocean.Images.DropletImage;
import io.snapfleet.provider.api.CaptureRequest;
import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Takes snapshots of droplets, one a name. A snapshot under way is in no list; so what the droplet
 * is at is waited for before a new one is ordered, and its end may bring the wanted one.
 * Thread-safe.
 */
final class Capture {
  private final Cloud cloud;
  private final Images images;
  private final NamedLocks names = new NamedLocks();

  Capture(Cloud cloud, Images images) {
    this.cloud = cloud;
    this.images = images;
  }

  Image take(CaptureRequest request) {
    String title = Images.title(request.name(), request.tags());
    return names.alone(request.name(), () -> alone(request, title)).image();
  }

  private DropletImage alone(CaptureRequest request, String title) {
    Optional<DropletImage> existing = existing(request);
    if (existing.isPresent()) {
      return existing.get();
    }
    long droplet =
        Droplet.parsed(request.machine().value())
            .filter(id -> cloud.droplets().find(id).isPresent())
            .orElseThrow(() -> gone(request));
    List<Action> before = snapshots(droplet);
    if (before.stream().anyMatch(action -> !action.isOver())) {
      awaitAll(before, request.name());
      existing = existing(request);
    }
    return existing.orElseGet(() -> order(request, title, droplet, ids(before)));
  }

  private DropletImage order(CaptureRequest request, String title, long droplet, Set<Long> before) {
    String doing = "take image " + request.name();
    cloud.actions().await(started(title, droplet, before, doing), doing);
    return listed(request, doing);
  }

  /** The id of the snapshot's action. */
  private long started(String title, long droplet, Set<Long> before, String doing) {
    Instant end = cloud.clock().instant().plus(cloud.timing().action());
    while (true) {
      cloud.droplets().unlocked(droplet, () -> gone(droplet, doing));
      try {
        Answer answer = cloud.api().post(actionsOf(droplet), new Wire.Snapshot(title), doing);
        if (answer.good()) {
          return answer.fields().needed("action").number("id");
        }
        boolean busy = Refusals.isBusy(answer) && cloud.clock().instant().isBefore(end);
        if (!busy) {
          throw Refusals.of(answer, doing);
        }
        cloud.pause().now(cloud.timing().look(), doing);
      } catch (Api.Unknown unknown) {
        return snapshots(droplet).stream()
            .map(Action::id)
            .filter(id -> !before.contains(id))
            .findFirst()
            .orElseThrow(() -> Refusals.unknown(doing, unknown));
      }
    }
  }

  /** The image of that name, once it is listed: it shows a while after its action is done. */
  private DropletImage listed(CaptureRequest request, String doing) {
    Instant end = cloud.clock().instant().plus(cloud.timing().settle());
    Optional<DropletImage> found = existing(request);
    while (found.isEmpty()) {
      if (!cloud.clock().instant().isBefore(end)) {
        throw new ProviderException.Retryable(
            "DigitalOcean says it did %s, and does not list it".formatted(doing),
            "Run the command again.",
            new IllegalStateException("not listed"));
      }
      cloud.pause().now(cloud.timing().look(), doing);
      found = existing(request);
    }
    return found.get();
  }

  private Optional<DropletImage> existing(CaptureRequest request) {
    Optional<DropletImage> found =
        images.list(new Tags(Map.of())).stream()
            .filter(image -> image.name().equals(request.name()))
            .findFirst();
    found.ifPresent(
        image ->
            Ownership.check(
                "image", request.name(), "image " + image.id(), image.labels(), request.tags()));
    return found;
  }

  private List<Action> snapshots(long droplet) {
    return cloud
        .api()
        .list(actionsOf(droplet), "actions", Action::of, "list actions of droplet " + droplet)
        .stream()
        .filter(action -> action.type().equals("snapshot"))
        .toList();
  }

  /** How they end does not matter, but for what they leave behind. */
  private void awaitAll(List<Action> actions, String name) {
    for (Action action : actions) {
      if (!action.isOver()) {
        try {
          cloud.actions().await(action.id(), "finish the snapshot before image " + name);
        } catch (ProviderException.Retryable failed) {
          if (!cloud.actions().isOver(action.id())) {
            throw failed;
          }
        }
      }
    }
  }

  private static Set<Long> ids(List<Action> actions) {
    return actions.stream().map(Action::id).collect(Collectors.toSet());
  }

  private static String actionsOf(long droplet) {
    return "/v2/droplets/" + droplet + "/actions";
  }

  private static ProviderException gone(CaptureRequest request) {
    return new ProviderException.NotFound(
        "image %s is to be taken of machine %s, which does not exist"
            .formatted(request.name(), request.machine()),
        "Choose a machine that exists.");
  }

  private static ProviderException gone(long droplet, String doing) {
    return new ProviderException.NotFound(
        "droplet %d, needed to %s, is gone".formatted(droplet, doing),
        "Choose a machine that exists.");
  }
}

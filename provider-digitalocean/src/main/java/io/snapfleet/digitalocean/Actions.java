package io.snapfleet.digitalocean;

import io.snapfleet.provider.api.ProviderException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Waits for the vendor's actions to end. Thread-safe. */
final class Actions {
  private static final String NEWEST = "/v2/actions?per_page=200";
  private static final Duration SAVING = Duration.ofSeconds(5);

  private final Api api;
  private final Timing timing;

  /** The account's newest actions, shared by all who wait for the end of one. */
  private final Watch<Action> newest;

  Actions(Api api, Clock clock, Pause pause, Timing timing) {
    this.api = api;
    this.timing = timing;
    this.newest = new Watch<>(this::listNow, listed -> interval(), clock, pause);
  }

  private List<Action> listNow() {
    return api.get(NEWEST, "list actions").neededList("actions", Action::of);
  }

  private long interval() {
    return (api.limited() ? SAVING : timing.look()).toMillis();
  }

  /** An action; a status that nobody has told us of is one on the way. */
  record Action(long id, String type, String status) {
    static Action of(Fields fields) {
      return new Action(
          fields.number("id"),
          fields.optionalText("type").orElse(""),
          fields.optionalText("status").orElse("in-progress"));
    }

    boolean isOver() {
      return status.equals("completed") || status.equals("errored");
    }
  }

  /** Waits until it is done; one that ended in an error is an error of ours. */
  void await(long id, String doing) {
    Action action =
        newest.until(
            newest.ticket(),
            timing.action(),
            listed -> find(listed, id, doing).filter(Action::isOver),
            () -> late(id, doing));
    if (action.status().equals("errored")) {
      throw new ProviderException.Retryable(
          "DigitalOcean tried to %s and failed: action %d ended in an error".formatted(doing, id),
          "Run the command again; if it fails again, give the action's number to their support.",
          new IllegalStateException("action " + id));
    }
  }

  private ProviderException late(long id, String doing) {
    return new ProviderException.Retryable(
        "DigitalOcean has not been able to %s within %d s: action %d is %s"
            .formatted(doing, timing.action().toSeconds(), id, find(id, doing).status()),
        "Look at it in DigitalOcean's control panel, then run the command again.",
        new IllegalStateException("action " + id));
  }

  /** What is not among the newest is looked at by itself. */
  private Optional<Action> find(List<Action> listed, long id, String doing) {
    return listed.stream()
        .filter(action -> action.id() == id)
        .findFirst()
        .or(() -> Optional.of(find(id, doing)));
  }

  boolean hasFailed(long id) {
    return find(id, "look at action " + id).status().equals("errored");
  }

  boolean isOver(long id) {
    return find(id, "look at action " + id).isOver();
  }

  private Action find(long id, String doing) {
    return Action.of(api.get("/v2/actions/" + id, doing).needed("action"));
  }
}

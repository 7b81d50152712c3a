package io.snapfleet.digitalocean;

import io.snapfleet.provider.api.ProviderException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Waits for the vendor's actions to end. Thread-safe. */
final class Actions {
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(15);

  private final Api api;
  private final Clock clock;
  private final Pause pause;
  private final Timing timing;

  Actions(Api api, Clock clock, Pause pause, Timing timing) {
    this.api = api;
    this.clock = clock;
    this.pause = pause;
    this.timing = timing;
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
    Instant end = clock.instant().plus(timing.action());
    Duration next = timing.look();
    Action action = find(id, doing);
    while (!action.isOver()) {
      if (!clock.instant().isBefore(end)) {
        throw new ProviderException.Retryable(
            "DigitalOcean has not been able to %s within %d s: action %d is %s"
                .formatted(doing, timing.action().toSeconds(), id, action.status()),
            "Look at it in DigitalOcean's control panel, then run the command again.",
            new IllegalStateException("action " + id));
      }
      pause.now(next, doing);
      next = next.multipliedBy(3).dividedBy(2);
      next = next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
      action = find(id, doing);
    }
    if (action.status().equals("errored")) {
      throw new ProviderException.Retryable(
          "DigitalOcean tried to %s and failed: action %d ended in an error".formatted(doing, id),
          "Run the command again; if it fails again, give the action's number to their support.",
          new IllegalStateException("action " + id));
    }
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

package io.snapfleet.devcloud;

import java.time.Duration;
import java.util.Objects;

/**
 * How long things take.
 *
 * @param call from a call to its answer
 * @param boot from a droplet's creation to its being active
 * @param action of every other action
 * @param snapshot from an action's begin to a snapshot of a droplet
 */
public record Pace(Span call, Span boot, Span action, Span snapshot) {
  public Pace {
    Objects.requireNonNull(call, "call");
    Objects.requireNonNull(boot, "boot");
    Objects.requireNonNull(action, "action");
    Objects.requireNonNull(snapshot, "snapshot");
  }

  /** Something between two durations, each as likely as any other. */
  public record Span(Duration least, Duration most) {
    public Span {
      if (least.isNegative() || most.compareTo(least) < 0) {
        throw new IllegalArgumentException("not a span: " + least + " to " + most);
      }
    }

    public static Span ofMillis(long least, long most) {
      return new Span(Duration.ofMillis(least), Duration.ofMillis(most));
    }
  }

  /** Everything is done when the answer comes, as far as the vendor's API can express that. */
  public static Pace instant() {
    Span none = Span.ofMillis(0, 0);
    return new Pace(none, none, none, none);
  }

  /** Quick enough for trying and for load, yet nothing is done at once. */
  public static Pace fast() {
    return new Pace(
        Span.ofMillis(0, 2),
        Span.ofMillis(150, 400),
        Span.ofMillis(50, 150),
        Span.ofMillis(200, 600));
  }

  /** As the vendor is. */
  public static Pace realistic() {
    return new Pace(
        Span.ofMillis(80, 450),
        Span.ofMillis(12_000, 35_000),
        Span.ofMillis(2_000, 9_000),
        Span.ofMillis(30_000, 120_000));
  }
}

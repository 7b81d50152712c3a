package io.snapfleet.devcloud.fault;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One thing that goes wrong with a call. */
public sealed interface Fault {
  /** The call has no effect and this status for an answer. */
  record Status(int status, @Nullable Duration retryAfter) implements Fault {
    public Status(int status) {
      this(status, null);
    }
  }

  /** The connection ends before the call has an effect. */
  record DropBefore() implements Fault {}

  /** The call has its effect, and the connection ends instead of an answer. */
  record DropAfter() implements Fault {}

  /** The effect and the answer come this much later. */
  record Latency(Duration duration) implements Fault {
    public Latency {
      Objects.requireNonNull(duration, "duration");
    }
  }

  /** The call has its effect; the answer stays away for this long, then the connection ends. */
  record Hang(Duration duration) implements Fault {
    public Hang {
      Objects.requireNonNull(duration, "duration");
    }
  }

  /** Droplets made by the call stay {@code new}, without addresses, for ever. */
  record NeverBoots() implements Fault {}

  /** Actions begun by the call end as {@code errored}, without an effect. */
  record ActionErrors() implements Fault {}

  /** Actions begun by the call stay {@code in-progress} for ever. */
  record ActionHangs() implements Fault {}

  /** What the call makes is in no list until this much later; by its id it is found at once. */
  record ListsLag(Duration duration) implements Fault {
    public ListsLag {
      Objects.requireNonNull(duration, "duration");
    }
  }

  /**
   * A lie in the answer.
   *
   * @param pointer a JSON pointer, such as {@code /droplet/status}
   * @param value what stands there instead; nothing stands there when absent
   */
  record ReplyField(String pointer, @Nullable JsonNode value) implements Fault {
    public ReplyField {
      Objects.requireNonNull(pointer, "pointer");
    }
  }
}

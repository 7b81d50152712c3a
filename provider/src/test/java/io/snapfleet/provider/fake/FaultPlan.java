package io.snapfleet.provider.fake;

import io.snapfleet.provider.api.ProviderException;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What goes wrong, and at which calls. Each method may throw {@link Killed}, or wait, and those
 * before and after a call a {@link ProviderException} too. They are called on the thread that makes
 * the call, from several threads at once and without any lock held.
 */
public interface FaultPlan {
  /** Called before the provider does anything; when this throws, the call has no effect. */
  default void before(Call call) {}

  /**
   * Called half-way through a call that makes or deletes a network, volume or firewall, which is
   * not complete then.
   */
  default void within(Call call) {}

  /**
   * Called when the provider is done, also when it refused; when this throws, the caller gets this
   * in place of the reply.
   */
  default void after(Call call) {}

  /** This plan, then {@code other}. */
  default FaultPlan and(FaultPlan other) {
    FaultPlan first = this;
    return new FaultPlan() {
      @Override
      public void before(Call call) {
        first.before(call);
        other.before(call);
      }

      @Override
      public void within(Call call) {
        first.within(call);
        other.within(call);
      }

      @Override
      public void after(Call call) {
        first.after(call);
        other.after(call);
      }
    };
  }

  /** All goes well. */
  static FaultPlan none() {
    return new FaultPlan() {};
  }

  /** The controller dies before call {@code ordinal} reaches the provider. */
  static FaultPlan killBefore(int ordinal) {
    return new FaultPlan() {
      @Override
      public void before(Call call) {
        if (call.ordinal() == ordinal) {
          throw new Killed("before " + call);
        }
      }
    };
  }

  /** The controller dies half-way through call {@code ordinal}, if that has a half-way. */
  static FaultPlan killWithin(int ordinal) {
    return new FaultPlan() {
      @Override
      public void within(Call call) {
        if (call.ordinal() == ordinal) {
          throw new Killed("within " + call);
        }
      }
    };
  }

  /** Call {@code ordinal} has its effect, and the controller dies before it sees the reply. */
  static FaultPlan killAfter(int ordinal) {
    return new FaultPlan() {
      @Override
      public void after(Call call) {
        if (call.ordinal() == ordinal) {
          throw new Killed("after " + call);
        }
      }
    };
  }

  /** Call {@code ordinal} has its effect, and the controller sees a broken connection. */
  static FaultPlan replyLost(int ordinal) {
    return new FaultPlan() {
      @Override
      public void after(Call call) {
        if (call.ordinal() == ordinal) {
          throw new ProviderException.Retryable(
              "the reply to " + call + " was lost",
              "Look whether it had its effect, then try again.",
              new IOException("connection reset"));
        }
      }
    };
  }

  /** Call {@code ordinal} is refused and has no effect; a later one of the same kind is not. */
  static FaultPlan failsWith(int ordinal, ProviderException refusal) {
    return refusing(call -> call.ordinal() == ordinal, () -> refusal);
  }

  /** Call {@code ordinal} is one too many and has no effect; it may be repeated after 10 ms. */
  static FaultPlan rateLimited(int ordinal) {
    return refusing(
        call -> call.ordinal() == ordinal,
        () ->
            new ProviderException.RateLimited(
                "too many calls", "Wait, then try again.", Duration.ofMillis(10)));
  }

  /** Every call that {@code which} holds for is refused and has no effect. */
  static FaultPlan refusing(Predicate<Call> which, Supplier<? extends ProviderException> refusal) {
    return new FaultPlan() {
      @Override
      public void before(Call call) {
        if (which.test(call)) {
          throw refusal.get();
        }
      }
    };
  }

  /** Every call takes {@code latency} longer, half of it on the way there. */
  static FaultPlan latency(Duration latency) {
    return new Latency(latency.dividedBy(2));
  }
}

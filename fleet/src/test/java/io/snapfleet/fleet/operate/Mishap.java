package io.snapfleet.fleet.operate;

import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.fake.Call;
import io.snapfleet.provider.fake.FaultPlan;
import java.io.IOException;
import java.time.Duration;

/** What can go wrong with one provider call, which is named by its ordinal. */
enum Mishap {
  /** It has its effect, and the connection breaks before the answer is there. */
  REPLY_LOST(true) {
    @Override
    FaultPlan at(int ordinal, MovingClock clock) {
      return FaultPlan.replyLost(ordinal);
    }
  },
  /** It is one too many; it has no effect. */
  TOO_MANY_CALLS(true) {
    @Override
    FaultPlan at(int ordinal, MovingClock clock) {
      return FaultPlan.rateLimited(ordinal);
    }
  },
  /** The provider has trouble, and the call has no effect. */
  SERVER_ERROR(true) {
    @Override
    FaultPlan at(int ordinal, MovingClock clock) {
      return FaultPlan.failsWith(ordinal, trouble("an error of the provider's"));
    }
  },
  /** It has its effect, and no answer comes until long after every deadline. */
  HANGS(true) {
    @Override
    FaultPlan at(int ordinal, MovingClock clock) {
      return new FaultPlan() {
        @Override
        public void after(Call call) {
          if (call.ordinal() == ordinal) {
            clock.sleep(Duration.ofMinutes(10));
            throw trouble("no answer to " + call);
          }
        }
      };
    }
  },
  /** It is refused for good. */
  REFUSED(false) {
    @Override
    FaultPlan at(int ordinal, MovingClock clock) {
      return FaultPlan.failsWith(
          ordinal, new ProviderException.Permanent("this is not possible", "Do without."));
    }
  },
  /** From this call on none has an effect. */
  OUTAGE(false) {
    @Override
    FaultPlan at(int ordinal, MovingClock clock) {
      return FaultPlan.refusing(call -> call.ordinal() >= ordinal, () -> trouble("out of service"));
    }
  };

  private final boolean passes;

  Mishap(boolean passes) {
    this.passes = passes;
  }

  abstract FaultPlan at(int ordinal, MovingClock clock);

  /** Whether an operation gets over it without failing. */
  boolean passes() {
    return passes;
  }

  private static ProviderException trouble(String what) {
    return new ProviderException.Retryable(
        what, "Look whether it had its effect, then try again.", new IOException(what));
  }
}

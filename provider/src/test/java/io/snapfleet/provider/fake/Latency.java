package io.snapfleet.provider.fake;

import io.snapfleet.provider.api.ProviderException;
import java.time.Duration;

/** A slow line. An interrupt ends the wait as a broken connection does. */
record Latency(Duration oneWay) implements FaultPlan {
  @Override
  public void before(Call call) {
    travel(call);
  }

  @Override
  public void after(Call call) {
    travel(call);
  }

  private void travel(Call call) {
    try {
      Thread.sleep(oneWay);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProviderException.Retryable("interrupted during " + call, "Try again.", e);
    }
  }
}

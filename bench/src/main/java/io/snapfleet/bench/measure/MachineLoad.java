package io.snapfleet.bench.measure;

import java.lang.management.ManagementFactory;
import java.util.Locale;

/**
 * How busy the computer was: figures of a busy one are only good for their ratios.
 *
 * @param before the kernel's one-minute load average when the run began
 */
public record MachineLoad(int processors, double before, double after) {
  /** The load average of now. */
  public static double now() {
    return ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
  }

  /** Of a run that ends now. */
  public static MachineLoad since(double before) {
    return new MachineLoad(Runtime.getRuntime().availableProcessors(), before, now());
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%d processors; load average %.1f before, %.1f after.",
        processors,
        before,
        after);
  }
}

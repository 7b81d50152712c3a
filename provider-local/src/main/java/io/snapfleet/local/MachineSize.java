package io.snapfleet.local;

import io.snapfleet.provider.api.ProviderException;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The sizes of the provider interface, as shares of this computer. */
enum MachineSize {
  SMALL(1, 512),
  MEDIUM(2, 1024),
  LARGE(4, 2048);

  private final int gibibytes;
  private final int shares;

  MachineSize(int gibibytes, int shares) {
    this.gibibytes = gibibytes;
    this.shares = shares;
  }

  static MachineSize named(String name) {
    return Arrays.stream(values())
        .filter(size -> size.label().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new ProviderException.Permanent(
                    "the local provider has no machine size '" + name + "'",
                    "use one of " + labels()));
  }

  private static String labels() {
    return Arrays.stream(values()).map(MachineSize::label).collect(Collectors.joining(", "));
  }

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** No process of the machine gets more. */
  long memoryBytes() {
    return (long) gibibytes << 30;
  }

  /** Its weight when processors are short; where they are not, it may use them all. */
  int processorShares() {
    return shares;
  }
}

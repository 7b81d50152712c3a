package io.snapfleet.provider.api;

import java.util.List;
import java.util.Objects;

/**
 * What a machine is to have beyond what every provider can give. A provider that cannot refuses.
 *
 * @param userData for the image's cloud-init, in any form that it takes; comes in addition to what
 *     the provider itself tells it; empty for none
 * @param labels in the provider's own form, besides our tags
 * @param monitoring whether the provider's agent shall watch the machine
 * @param ipv6 whether it shall have an IPv6 address too
 */
public record MachineExtras(
    String userData, List<String> labels, boolean monitoring, boolean ipv6) {
  public static final MachineExtras NONE = new MachineExtras("", List.of(), false, false);

  public MachineExtras {
    Objects.requireNonNull(userData, "userData");
    labels = List.copyOf(labels);
  }

  /**
   * What a provider does that has nothing of it.
   *
   * @throws ProviderException.Permanent unless nothing is asked for
   */
  public void refuse(String provider) {
    if (!equals(NONE)) {
      throw new ProviderException.Permanent(
          "the provider %s gives machines no user data, labels, monitoring or IPv6 addresses"
              .formatted(provider),
          "Ask for none of these.");
    }
  }

  /** Leaves the user data out, which may hold secrets. */
  @Override
  public String toString() {
    return "MachineExtras" + labels;
  }
}

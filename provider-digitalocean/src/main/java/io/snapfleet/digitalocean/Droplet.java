package io.snapfleet.digitalocean;

import io.snapfleet.provider.api.ImageId;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.MachineId;
import io.snapfleet.provider.api.Tags;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A droplet as the API tells of it.
 *
 * @param image the id of the image it was made from; empty where that is not told any more
 */
record Droplet(
    long id,
    String name,
    String status,
    boolean locked,
    @Nullable String publicAddress,
    @Nullable String privateAddress,
    String image,
    String sizeSlug,
    Instant createdAt,
    List<String> tags,
    List<String> volumes) {

  static Droplet of(Fields fields) {
    List<Fields> networks = fields.object("networks").list("v4", address -> address);
    return new Droplet(
        fields.number("id"),
        fields.text("name"),
        fields.text("status"),
        fields.flag("locked"),
        address(networks, "public"),
        address(networks, "private"),
        fields.object("image").optionalId("id").orElse(""),
        fields.text("size_slug"),
        fields.moment("created_at"),
        fields.words("tags"),
        fields.words("volume_ids"));
  }

  private static @Nullable String address(List<Fields> networks, String type) {
    return networks.stream()
        .filter(network -> network.optionalText("type").filter(type::equals).isPresent())
        .flatMap(network -> network.optionalText("ip_address").stream())
        .findFirst()
        .orElse(null);
  }

  Tags labels() {
    return Labels.ofDroplet(name, tags);
  }

  boolean isOf(String fleet) {
    return tags.contains(Labels.fleetTag(fleet));
  }

  boolean isOff() {
    return state() == Machine.State.STOPPED;
  }

  /** Whether the controller and the fleet's other machines can reach it. */
  boolean hasAddresses() {
    return publicAddress != null && privateAddress != null;
  }

  MachineId machineId() {
    return new MachineId(Long.toString(id));
  }

  /** The machine under a name of its own, where the droplet's is another one's already. */
  Machine machine(String under) {
    return new Machine(
        machineId(),
        under,
        labels(),
        state(),
        publicAddress,
        privateAddress,
        new ImageId(image.isEmpty() ? "gone" : image),
        Labels.size(tags).orElse(sizeSlug),
        createdAt,
        List.of());
  }

  Machine machine() {
    return machine(name);
  }

  /** What we do not know is on the way to something we do. */
  private Machine.State state() {
    return switch (status) {
      case "active" -> Machine.State.RUNNING;
      case "off", "archive" -> Machine.State.STOPPED;
      default -> Machine.State.STARTING;
    };
  }

  static Optional<Long> parsed(String id) {
    return id.matches("\\d{1,18}") ? Optional.of(Long.valueOf(id)) : Optional.empty();
  }
}

package io.snapfleet.provider.fake;

import io.snapfleet.provider.api.AddressRecord;
import io.snapfleet.provider.api.NetworkId;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.api.VolumeId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Everything that exists at the provider, by id. Written and read as JSON through its fields. */
final class World {
  public long made;
  public Map<String, Entry.OfMachine> machines = new LinkedHashMap<>();
  public Map<String, Entry.OfImage> images = new LinkedHashMap<>();
  public Map<String, Entry.OfVolume> volumes = new LinkedHashMap<>();
  public Map<String, Entry.OfSnapshot> snapshots = new LinkedHashMap<>();
  public Map<String, Entry.OfNetwork> networks = new LinkedHashMap<>();
  public Map<String, Entry.OfFirewall> firewalls = new LinkedHashMap<>();
  public Map<String, Entry.OfBalancer> balancers = new LinkedHashMap<>();
  public List<AddressRecord> records = new ArrayList<>();

  /** An id that was never given before and never will be again. */
  String nextId(String kind) {
    made++;
    return kind + "-" + made;
  }

  static <E> E need(Map<String, E> things, String kind, String id) {
    E found = things.get(id);
    if (found == null) {
      throw new ProviderException.NotFound(
          "there is no " + kind + " with the id " + id, "List the " + kind + "s that there are.");
    }
    return found;
  }

  static Entry.OfVolume needVolume(World world, VolumeId id) {
    Entry.OfVolume found = need(world.volumes, "volume", id.value());
    requireComplete(found.volume().complete(), "volume", id.value());
    return found;
  }

  static Entry.OfNetwork needNetwork(World world, NetworkId id) {
    Entry.OfNetwork found = need(world.networks, "network", id.value());
    requireComplete(found.network().complete(), "network", id.value());
    return found;
  }

  private static void requireComplete(boolean complete, String kind, String id) {
    if (!complete) {
      throw new ProviderException.NotFound(
          "the %s %s is not complete".formatted(kind, id), "Create it again by its name.");
    }
  }

  /** The thing of this name if it is of the same fleet; nothing when the name is free. */
  static <E extends Entry> Optional<E> ours(Map<String, E> things, String name, Tags tags) {
    Optional<E> found = things.values().stream().filter(e -> e.name().equals(name)).findFirst();
    found.ifPresent(entry -> refuseOtherFleet(entry, tags));
    return found;
  }

  private static void refuseOtherFleet(Entry entry, Tags tags) {
    if (!Objects.equals(entry.tags().get(Tags.FLEET), tags.get(Tags.FLEET))) {
      throw new ProviderException.Conflict(
          "the name " + entry.name() + " belongs to " + entry.id() + " of another fleet",
          "Choose another name, or delete " + entry.id() + ".");
    }
  }
}

package io.snapfleet.provider.fake;

import io.snapfleet.provider.api.AddressRecord;
import io.snapfleet.provider.api.Dns;
import io.snapfleet.provider.api.Problem;
import io.snapfleet.provider.api.ProviderException;
import java.util.List;

/** Address records of the fake's one zone, which nobody resolves. */
record FakeDns(Wire wire) implements Dns {
  @Override
  public void put(AddressRecord record) {
    if (!record.zone().equals(FakeProvider.ZONE)) {
      Problem missing = noZone(record.zone());
      throw new ProviderException.NotFound(missing.what(), missing.fix());
    }
    wire.change(
        "dns.put",
        record.name(),
        world -> {
          world.records.removeIf(
              old -> isOf(old, record.zone(), record.name()) && old.isV6() == record.isV6());
          return world.records.add(record);
        });
  }

  @Override
  public List<AddressRecord> records(String zone, String name) {
    return wire.read(
        "dns.records",
        name,
        world -> world.records.stream().filter(record -> isOf(record, zone, name)).toList());
  }

  @Override
  public void delete(String zone, String name) {
    wire.change(
        "dns.delete", name, world -> world.records.removeIf(record -> isOf(record, zone, name)));
  }

  static Problem noZone(String zone) {
    return new Problem(
        "there is no zone " + zone, "zones", "Use the zone " + FakeProvider.ZONE + ".");
  }

  private static boolean isOf(AddressRecord record, String zone, String name) {
    return record.zone().equals(zone) && record.name().equals(name);
  }
}

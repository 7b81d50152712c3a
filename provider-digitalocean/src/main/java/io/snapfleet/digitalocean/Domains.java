package io.snapfleet.digitalocean;

import io.snapfleet.provider.api.AddressRecord;
import io.snapfleet.provider.api.Dns;
import io.snapfleet.provider.api.ProviderException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Address records of the account's domains. */
final class Domains implements Dns {
  private static final long SHORTEST = 30;

  private final Cloud cloud;
  private final NamedLocks names = new NamedLocks();

  Domains(Cloud cloud) {
    this.cloud = cloud;
  }

  private record Entry(String id, String data, long seconds) {
    static Entry of(Fields fields) {
      return new Entry(
          fields.id("id"),
          fields.text("data"),
          fields.optionalNumber("ttl").map(Number::longValue).orElse(1800L));
    }
  }

  @Override
  public void put(AddressRecord record) {
    checkNames(record.zone(), record.name());
    names.alone(
        fullName(record.zone(), record.name()),
        () -> {
          putAlone(record);
          return record;
        });
  }

  /** One is changed before the others go, so that the name always has an address. */
  private void putAlone(AddressRecord record) {
    String doing = "put the address of " + fullName(record.zone(), record.name());
    List<Entry> old =
        entries(record.zone(), record.name(), type(record))
            .orElseThrow(() -> noZone(record.zone()));
    Wire.NewRecord wanted =
        new Wire.NewRecord(
            type(record),
            record.name(),
            record.address(),
            Math.max(SHORTEST, record.timeToLive().toSeconds()));
    if (old.isEmpty()) {
      order(record, wanted, doing);
      return;
    }
    Entry kept = old.getFirst();
    if (!kept.data().equals(wanted.data()) || kept.seconds() != wanted.ttl()) {
      cloud.api().put(path(record.zone()) + "/" + kept.id(), wanted, doing);
    }
    old.stream().skip(1).forEach(entry -> delete(record.zone(), entry, doing));
  }

  private void order(AddressRecord record, Wire.NewRecord wanted, String doing) {
    try {
      Api.good(cloud.api().post(path(record.zone()), wanted, doing), doing);
    } catch (Api.Unknown unknown) {
      Sought.after(
          unknown,
          cloud,
          doing,
          () ->
              entries(record.zone(), record.name(), type(record))
                  .flatMap(entries -> entries.stream().findFirst()));
    }
  }

  @Override
  public List<AddressRecord> records(String zone, String name) {
    checkNames(zone, name);
    List<AddressRecord> records = new ArrayList<>();
    for (String type : List.of("A", "AAAA")) {
      entries(zone, name, type).orElse(List.of()).stream()
          .map(
              entry ->
                  new AddressRecord(zone, name, entry.data(), Duration.ofSeconds(entry.seconds())))
          .forEach(records::add);
    }
    return records;
  }

  @Override
  public void delete(String zone, String name) {
    checkNames(zone, name);
    String doing = "delete the addresses of " + fullName(zone, name);
    for (String type : List.of("A", "AAAA")) {
      entries(zone, name, type).orElse(List.of()).forEach(entry -> delete(zone, entry, doing));
    }
  }

  private void delete(String zone, Entry entry, String doing) {
    Answer answer = cloud.api().delete(path(zone) + "/" + entry.id(), null, doing);
    if (answer.status() != 404) {
      Api.good(answer, doing);
    }
  }

  /** Nothing where the account has no such zone. */
  private Optional<List<Entry>> entries(String zone, String name, String type) {
    String doing = "look at the addresses of " + fullName(zone, name);
    String query = "?type=" + type + "&name=" + fullName(zone, name);
    try {
      return Optional.of(cloud.api().list(path(zone) + query, "domain_records", Entry::of, doing));
    } catch (ProviderException.NotFound missing) {
      return Optional.empty();
    }
  }

  private static void checkNames(String zone, String name) {
    boolean good =
        zone.matches("[A-Za-z0-9-]+([.][A-Za-z0-9-]+)*")
            && name.matches("@|[A-Za-z0-9_*-]+([.][A-Za-z0-9_-]+)*");
    if (!good) {
      throw new ProviderException.Permanent(
          "'%s' in '%s' cannot be a name".formatted(name, zone),
          "Use letters, digits, '-' and '.', or @ for the zone itself.");
    }
  }

  /** Refuses a zone that the account does not have. */
  void needed(String zone) {
    checkNames(zone, "@");
    if (cloud.api().find("/v2/domains/" + zone, "look at the domain " + zone).isEmpty()) {
      throw noZone(zone);
    }
  }

  private static ProviderException noZone(String zone) {
    return new ProviderException.NotFound(
        "the account has no domain " + zone,
        "Add the domain to DigitalOcean, or let its records be kept elsewhere.");
  }

  private static String type(AddressRecord record) {
    return record.isV6() ? "AAAA" : "A";
  }

  private static String fullName(String zone, String name) {
    return name.equals("@") ? zone : name + "." + zone;
  }

  private static String path(String zone) {
    return "/v2/domains/" + zone + "/records";
  }
}

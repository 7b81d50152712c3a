package io.snapfleet.local;

import io.snapfleet.provider.api.FirewallRules;
import io.snapfleet.provider.api.Tags;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Brings what we know of firewalls and machines into this computer's packet filter. One transaction
 * replaces all rules of a network, so that at no moment more is open than before or after.
 */
final class NetworkRules {
  private final HomeLayout layout;
  private final Catalogue catalogue;
  private final Commands commands;

  /** Held from reading the records to loading the rules, or older rules could win. */
  private final HomeLock lock;

  private final AtomicLong moments = new AtomicLong();
  private final Map<String, Long> loadedAt = new ConcurrentHashMap<>();

  NetworkRules(HomeLayout layout, Catalogue catalogue, Commands commands) {
    this.layout = layout;
    this.catalogue = catalogue;
    this.commands = commands;
    this.lock = new HomeLock(layout.local().resolve("rules.lock"));
  }

  /** Makes the filter and the claim on the range of addresses be as the record says. */
  void restore(NetworkRecord network) {
    new AddressClaims(layout).claim(network, layout.records("networks"));
    apply(network.id());
  }

  /**
   * Makes the filter say what the records say. Who had to wait for others is done where one of them
   * began to read the records later than this was asked.
   */
  void apply(String network) {
    long asked = moments.incrementAndGet();
    lock.run(
        () -> {
          if (loadedAt.getOrDefault(network, 0L) < asked) {
            long began = moments.incrementAndGet();
            load(network, "");
            loadedAt.put(network, began);
          }
        });
  }

  /** Closes what was open for a machine, and then forgets it. */
  void forget(MachineRecord machine) {
    lock.run(
        () -> {
          load(machine.network().value(), machine.id());
          catalogue.machines.delete(machine.id());
        });
  }

  /** Takes a firewall's rules out, and then forgets it. */
  void forget(FirewallRecord firewall) {
    lock.run(
        () -> {
          load(firewall.rules().network().value(), firewall.id());
          catalogue.firewalls.delete(firewall.id());
        });
  }

  void remove(String network) {
    lock.run(() -> nft(network, Ruleset.removal(network)));
  }

  private void load(String network, String without) {
    List<Ruleset.Member> members =
        catalogue.machines.all().stream()
            .filter(machine -> machine.network().value().equals(network))
            .filter(machine -> !machine.id().equals(without))
            .map(NetworkRules::member)
            .toList();
    catalogue
        .networks
        .find(network)
        .ifPresent(record -> nft(network, Ruleset.of(record, rules(network, without), members)));
  }

  private List<FirewallRules> rules(String network, String without) {
    return catalogue.firewalls.all().stream()
        .filter(firewall -> !firewall.id().equals(without))
        .map(FirewallRecord::rules)
        .filter(rules -> rules.network().value().equals(network))
        .toList();
  }

  private static Ruleset.Member member(MachineRecord machine) {
    return new Ruleset.Member(machine.tags().get(Tags.TIER).orElse(""), machine.address());
  }

  private void nft(String network, String text) {
    Path file = layout.run().resolve(network + ".nft");
    try {
      Files.writeString(file, text);
      commands.require("nft", "-f", file.toString());
      Files.delete(file);
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }
}

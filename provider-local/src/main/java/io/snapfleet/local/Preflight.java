package io.snapfleet.local;

import io.snapfleet.provider.api.Demand;
import io.snapfleet.provider.api.Problem;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.PublishedPort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Looks for what would stand in a plan's way on this computer, and changes nothing. */
final class Preflight {
  /** What a machine with nginx, PHP and MariaDB takes when it has little to do. */
  private static final long MEMORY_PER_MACHINE = 128L << 20;

  /** What a machine's disk grows by when packages are installed on it. */
  private static final long DISK_PER_MACHINE = 1L << 30;

  private final LocalEngine engine;
  private final Supplier<List<Finding>> doctor;
  private final Forwards forwards;

  /**
   * @param doctor examines this computer, which takes about as long as a launch
   */
  Preflight(LocalEngine engine, Supplier<List<Finding>> doctor, Forwards forwards) {
    this.engine = engine;
    this.doctor = doctor;
    this.forwards = forwards;
  }

  List<Problem> check(Demand demand) {
    List<Problem> problems = new ArrayList<>();
    if (!demand.newMachines().isEmpty() && !runsMachines()) {
      problems.addAll(computer());
    }
    demand.newMachines().stream().distinct().forEach(size -> checkSize(size, problems));
    problems.addAll(new TakenNames(demand.names()).in(engine.catalogue));
    checkPorts(demand.publish(), problems);
    checkRange(demand, problems);
    checkRoom(demand, problems);
    checkMemory(demand, problems);
    return problems;
  }

  /** A machine that runs is better proof than any examination. */
  private boolean runsMachines() {
    return !engine.catalogue.machines.isEmpty()
        && engine.podman().states().containsValue("running");
  }

  private List<Problem> computer() {
    return doctor.get().stream()
        .filter(finding -> finding.status() == Finding.Status.PROBLEM)
        .map(finding -> new Problem(finding.found(), finding.name(), finding.fix()))
        .toList();
  }

  private static void checkSize(String size, List<Problem> problems) {
    try {
      MachineSize.named(size);
    } catch (ProviderException unknown) {
      problems.add(new Problem(String.valueOf(unknown.getMessage()), "size", unknown.fix()));
    }
  }

  private void checkPorts(List<PublishedPort> ports, List<Problem> problems) {
    Set<Integer> asked = new HashSet<>();
    for (PublishedPort port : ports) {
      boolean twice = port.hostPort() != 0 && !asked.add(port.hostPort());
      Ports.obstacle(port, twice).ifPresent(problems::add);
    }
    if (!ports.isEmpty()) {
      checkForwards(ports, problems);
    }
  }

  /** A rule that outlived its machine takes the connections that the new one is to get. */
  private void checkForwards(List<PublishedPort> ports, List<Problem> problems) {
    forwards.stale().stream()
        .filter(rule -> ports.stream().anyMatch(it -> rule.takes(it.hostAddress(), it.hostPort())))
        .map(rule -> new Problem(rule.what(), "publish", rule.removal()))
        .forEach(problems::add);
  }

  private void checkRange(Demand demand, List<Problem> problems) {
    Subnet range = Subnet.parse(engine.settings.addressRange());
    List<Subnet> taken = new ArrayList<>(HostRoutes.read(Path.of("/proc")));
    engine.catalogue.networks.all().forEach(network -> taken.add(network.subnet()));
    boolean exhausted =
        FreeAddresses.network(range, taken, 0).isEmpty() && engine.catalogue.networks.isEmpty();
    if (!demand.newMachines().isEmpty() && exhausted) {
      problems.add(
          new Problem(
              "no /24 of " + range + " is free on this computer",
              "address-range",
              "set address-range to a range that nothing here has a route to"));
    }
  }

  private void checkRoom(Demand demand, List<Problem> problems) {
    long needed = demand.newMachines().size() * DISK_PER_MACHINE;
    long free = Room.free(engine.layout);
    if (free < needed) {
      problems.add(
          new Problem(
              "%d MB are free for disks, and %d new machines may take %d MB"
                  .formatted(free >> 20, demand.newMachines().size(), needed >> 20),
              engine.layout.local().toString(),
              "make room on the disk, or delete machines and snapshots you do not need"));
    }
  }

  private static void checkMemory(Demand demand, List<Problem> problems) {
    long needed = demand.newMachines().size() * MEMORY_PER_MACHINE;
    long available = availableMemory();
    if (available < needed) {
      problems.add(
          new Problem(
              "%d MB of memory are available, and %d new machines take about %d MB"
                  .formatted(available >> 20, demand.newMachines().size(), needed >> 20),
              "memory",
              "ask for fewer machines, or stop other programs"));
    }
  }

  private static long availableMemory() {
    try (Stream<String> lines = Files.lines(Path.of("/proc/meminfo"))) {
      return lines
          .filter(line -> line.startsWith("MemAvailable:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst()
          .orElse(Long.MAX_VALUE);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}

package io.snapfleet.bench.launch;

import io.snapfleet.bench.measure.Program;
import io.snapfleet.bench.measure.Stopwatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Does by hand what makes a machine of a web image answer, and nothing else: a writable subvolume
 * snapshot of the image, a container on it, and asking nginx until it answers. No identity, no
 * configuration, no firewall, no health check, no load balancer, no record of it. Thread-safe.
 */
final class BareEngine implements AutoCloseable {
  /** From the end of the fleet's network, where the fleet has no machines. */
  private static final int LAST_ADDRESS = 254;

  private final Podman podman;
  private final Path pool;
  private final Path image;
  private final String network;
  private final String addresses;
  private final Deque<Bare> running = new ArrayDeque<>();

  BareEngine(Path home, Fleet.Web like) {
    this.podman = Podman.of(home);
    this.pool = home.resolve("local/pool");
    this.image = pool.resolve("images").resolve(like.image());
    this.network = podman.networkOf(like.address());
    this.addresses = like.address().substring(0, like.address().lastIndexOf('.') + 1);
  }

  /**
   * A machine.
   *
   * @param ethernet always the same for one address: this computer takes the one it last saw there
   *     for right for half a minute, in which nothing sent to another arrives
   */
  private record Bare(String name, Path root, String address, String ethernet) {}

  /** Starts so many machines side by side; returns the seconds until all have answered. */
  double launch(int machines) {
    List<Bare> fresh = IntStream.range(0, machines).mapToObj(this::bare).toList();
    remember(fresh);
    Stopwatch time = new Stopwatch();
    SideBySide.each(fresh, this::launch);
    return time.seconds();
  }

  private synchronized void remember(List<Bare> fresh) {
    running.addAll(fresh);
  }

  private Bare bare(int index) {
    String name = "bench-bare-" + index;
    int place = LAST_ADDRESS - index;
    return new Bare(
        name,
        pool.resolve("machines").resolve(name),
        addresses + place,
        "02:00:00:00:00:%02x".formatted(place));
  }

  private void launch(Bare machine) {
    Program.run(
        "btrfs", "-q", "subvolume", "snapshot", image.toString(), machine.root().toString());
    podman.create(
        Map.of(
            "name", machine.name(),
            "rootfs", machine.root().toString(),
            "command", List.of("/sbin/init"),
            "systemd", "always",
            "hostname", machine.name(),
            "netns", Map.of("nsmode", "bridge"),
            "Networks",
                Map.of(
                    network,
                    Map.of(
                        "static_ips",
                        List.of(machine.address()),
                        "static_mac",
                        machine.ethernet())),
            "cap_add", List.of("SYS_ADMIN", "NET_ADMIN", "NET_RAW")));
    podman.start(machine.name());
    FirstAnswers.ofMachine(machine.address());
  }

  /** Removes all it started. */
  synchronized void clear() {
    while (!running.isEmpty()) {
      Bare machine = running.peek();
      podman.remove(machine.name());
      if (Files.exists(machine.root())) {
        Program.run("btrfs", "-q", "subvolume", "delete", machine.root().toString());
      }
      running.pop();
    }
  }

  @Override
  public void close() {
    clear();
  }
}

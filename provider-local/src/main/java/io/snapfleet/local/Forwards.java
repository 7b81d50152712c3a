package io.snapfleet.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The packet filter's rules by which netavark leads ports of this computer to containers. One whose
 * container is gone, as after a crash, still takes the connections to its port, and they time out
 * though nobody listens there.
 */
final class Forwards {
  private static final Pattern RULE =
      Pattern.compile(
          "-A (NETAVARK-HOSTPORT-DNAT .*\\bdnat name: \\S+ id: ([0-9a-f]{12,64})\\b.*)");
  private static final Pattern ADDRESS = Pattern.compile(" -d ([0-9.]+)(/32)? ");
  private static final Pattern PORT = Pattern.compile(" --dport ([0-9]+) ");

  private final Path proc;
  private final Commands commands;

  /**
   * @param proc where the kernel tells of processes
   */
  Forwards(Path proc, Commands commands) {
    this.proc = proc;
    this.commands = commands;
  }

  /**
   * One rule.
   *
   * @param rule its chain and what it says, as iptables reads it
   * @param address to which connections are led; empty for any
   * @param container the id
   */
  record Forward(String rule, String address, int port, String container) {
    static Optional<Forward> parse(String line) {
      Matcher rule = RULE.matcher(line);
      Matcher port = PORT.matcher(line);
      if (!rule.matches() || !port.find()) {
        return Optional.empty();
      }
      Matcher address = ADDRESS.matcher(line);
      return Optional.of(
          new Forward(
              rule.group(1),
              address.find() ? address.group(1) : "",
              Integer.parseInt(port.group(1)),
              rule.group(2)));
    }

    boolean takes(String hostAddress, int hostPort) {
      boolean anywhere = address.isEmpty() || hostAddress.equals("0.0.0.0");
      return port == hostPort && (anywhere || address.equals(hostAddress));
    }

    String what() {
      return "connections to port %d%s are led to a machine that is gone, and time out"
          .formatted(port, address.isEmpty() ? "" : " of " + address);
    }

    /** The command that takes it away. */
    String removal() {
      return "iptables -t nat -D " + rule;
    }
  }

  /** Those whose container is gone; none where the rules cannot be read. */
  List<Forward> stale() {
    if (Executables.find("iptables-save").isEmpty()) {
      return List.of();
    }
    Commands.Result rules = commands.run("iptables-save", "-t", "nat");
    return rules.succeeded() ? stale(rules.output()) : List.of();
  }

  List<Forward> stale(String rules) {
    return rules
        .lines()
        .flatMap(line -> Forward.parse(line).stream())
        .filter(forward -> !runs(forward.container()))
        .toList();
  }

  /** Every container has a monitor, which was given the container's id. */
  private boolean runs(String container) {
    try (Stream<Path> processes = Files.list(proc)) {
      return processes
          .filter(process -> process.getFileName().toString().matches("[0-9]+"))
          .anyMatch(process -> commandLine(process).contains(container));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /** Empty for a process that has ended meanwhile. */
  private static String commandLine(Path process) {
    try {
      return KernelFile.text(process.resolve("cmdline"));
    } catch (UncheckedIOException ended) {
      return "";
    }
  }
}

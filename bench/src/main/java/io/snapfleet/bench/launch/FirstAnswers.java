package io.snapfleet.bench.launch;

import io.snapfleet.bench.measure.Program;
import io.snapfleet.bench.measure.Stopwatch;
import java.io.IOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/**
 * Waits for the first answers of new machines. Asks for something nginx serves by itself, so that
 * asking takes little from the machine that is measured.
 */
final class FirstAnswers {
  /** A small picture of WordPress itself, which is a file on every web machine. */
  private static final String FILE = "/wp-includes/images/blank.gif";

  private static final Duration POLL = Duration.ofMillis(10);

  private FirstAnswers() {}

  /** Returns when so many machines that are not known have answered through the load balancer. */
  static void ofNewMachines(String url, Set<String> known, int machines, Program scaling) {
    Visitor visitor = new Visitor(url + FILE);
    Set<String> fresh = new HashSet<>();
    Stopwatch time = new Stopwatch();
    while (fresh.size() < machines) {
      String servedBy = servedBy(visitor);
      if (!servedBy.isEmpty() && !known.contains(servedBy)) {
        fresh.add(servedBy);
      } else {
        LockSupport.parkNanos(POLL.toNanos());
      }
      scaling.requireNotFailed();
      time.require(Fleet.SCALING, "the first answer of %d new machines".formatted(machines));
    }
  }

  /** Returns when the machine at this address has answered. */
  static void ofMachine(String address) {
    Visitor visitor = new Visitor("http://" + address + FILE);
    Stopwatch time = new Stopwatch();
    while (!answers(visitor)) {
      LockSupport.parkNanos(POLL.toNanos());
      time.require(Duration.ofMinutes(1), "the first answer of " + address);
    }
  }

  private static String servedBy(Visitor visitor) {
    try {
      Visitor.Page page = visitor.ask();
      return page.status() == 200 ? page.servedBy() : "";
    } catch (IOException notYet) {
      return "";
    }
  }

  private static boolean answers(Visitor visitor) {
    try {
      return visitor.ask().status() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }
}

package io.snapfleet.e2e;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** One fleet of a test's home, by name and file. Thread-safe. */
record TestFleet(Program snapfleet, String name, Path file) {
  /** Makes it be as its file says. */
  Ran up(String... more) {
    return snapfleet.must(words(List.of("up", "-f", file.toString(), "--yes"), more));
  }

  Ran down(String... more) {
    return snapfleet.must(words(List.of("down", name, "--yes"), more));
  }

  Ran scale(int web) {
    return snapfleet.must("scale", name, "web=" + web, "--yes");
  }

  /** Takes a snapshot set and returns its id. */
  String snapshot() {
    return snapfleet.json("snapshot", "create", name).get("id").asString();
  }

  JsonNode status() {
    return snapfleet.json("status", name);
  }

  Visitor visitor() {
    return new Visitor(url());
  }

  String url() {
    return status().get("url").asString();
  }

  /** Runs a command of bash on a machine, and returns what it printed. */
  String on(String machine, String command) {
    return exec(machine, command).output();
  }

  /** The same for a command that may fail. */
  Ran exec(String machine, String command) {
    return snapfleet.run("exec", name, machine, "--", "bash", "-c", command);
  }

  /** Machines as {@code status} lists them, of the tiers given, or of all. */
  List<TestMachine> machines(String... tiers) {
    return machines(status(), tiers);
  }

  static List<TestMachine> machines(JsonNode status, String... tiers) {
    List<TestMachine> machines = new ArrayList<>();
    for (JsonNode tier : status.get("tiers")) {
      String tierName = tier.get("tier").asString();
      if (tiers.length == 0 || List.of(tiers).contains(tierName)) {
        tier.get("machines").forEach(one -> machines.add(TestMachine.of(tierName, one)));
      }
    }
    return machines;
  }

  private static String[] words(List<String> first, String... more) {
    return Stream.concat(first.stream(), Stream.of(more)).toArray(String[]::new);
  }
}

package io.snapfleet.e2e;

import tools.jackson.databind.JsonNode;

/** A machine as {@code status --json} shows it. */
record TestMachine(String tier, String name, String state, String address, String image) {
  static TestMachine of(String tier, JsonNode machine) {
    return new TestMachine(
        tier,
        machine.get("name").asString(),
        machine.get("state").asString(),
        machine.get("address").asString(),
        machine.get("image").asString());
  }
}

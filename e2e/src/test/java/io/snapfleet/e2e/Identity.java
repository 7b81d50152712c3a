package io.snapfleet.e2e;

/** What a machine says of itself that no other machine may say. */
record Identity(TestMachine machine, String hostName, String machineId, String hostKey) {
  static Identity of(TestFleet fleet, TestMachine machine) {
    String files = "/etc/hostname /etc/machine-id /etc/ssh/ssh_host_ed25519_key.pub";
    String[] lines = fleet.on(machine.name(), "cat " + files).split("\n");
    return new Identity(machine, lines[0], lines[1], lines[2].split(" ")[1]);
  }
}

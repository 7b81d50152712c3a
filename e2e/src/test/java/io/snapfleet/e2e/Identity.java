package io.snapfleet.e2e;

import static org.assertj.core.api.Assertions.assertThat;

/** What a machine says of itself that no other machine may say. */
record Identity(TestMachine machine, String hostName, String machineId, String hostKey) {
  static Identity of(TestFleet fleet, TestMachine machine) {
    String key = "ssh-keygen -y -f /etc/ssh/ssh_host_ed25519_key";
    String command = "hostname; echo $(cat /etc/machine-id); " + key;
    Ran ran = fleet.exec(machine.name(), command);
    String[] lines = ran.output().split("\n");
    assertThat(lines).as(ran::toString).hasSize(3);
    return new Identity(machine, lines[0], lines[1], lines[2].split(" ")[1]);
  }
}

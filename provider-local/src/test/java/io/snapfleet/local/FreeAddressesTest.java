package io.snapfleet.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FreeAddressesTest {
  private static final Subnet RANGE = Subnet.parse("198.18.0.0/22");

  @Test
  void a_network_overlaps_nothing_taken_be_it_larger_or_smaller() {
    List<Subnet> taken = List.of(Subnet.parse("198.18.0.0/23"), Subnet.parse("198.18.2.64/26"));

    assertThat(FreeAddresses.network(RANGE, taken, 0)).contains(Subnet.parse("198.18.3.0/24"));
  }

  @Test
  void the_search_begins_at_the_seed_and_wraps() {
    assertThat(FreeAddresses.network(RANGE, List.of(), 2)).contains(Subnet.parse("198.18.2.0/24"));
    assertThat(FreeAddresses.network(RANGE, List.of(Subnet.parse("198.18.3.0/24")), 3))
        .contains(Subnet.parse("198.18.0.0/24"));
    assertThat(FreeAddresses.network(RANGE, List.of(), -1)).contains(Subnet.parse("198.18.3.0/24"));
  }

  @Test
  void a_full_range_has_no_network() {
    assertThat(FreeAddresses.network(RANGE, List.of(RANGE), 0)).isEmpty();
  }

  @Test
  void a_network_holds_253_machines_none_of_them_its_gateway() {
    Subnet network = Subnet.parse("198.18.7.0/24");
    Set<String> taken = new HashSet<>();
    while (FreeAddresses.machine(network, taken).isPresent()) {
      taken.add(FreeAddresses.machine(network, taken).get());
    }

    assertThat(taken)
        .hasSize(253)
        .contains("198.18.7.2", "198.18.7.254")
        .doesNotContain("198.18.7.0", "198.18.7.1", "198.18.7.255");
  }

  @Test
  void routes_are_read_from_the_kernel_but_for_the_default_one(@TempDir Path proc)
      throws Exception {
    Files.createDirectories(proc.resolve("net"));
    Files.writeString(
        proc.resolve("net/route"),
        """
        Iface\tDestination\tGateway\tFlags\tRefCnt\tUse\tMetric\tMask\tMTU\tWindow\tIRTT
        eth0\t00000000\t010200C0\t0003\t0\t0\t0\t00000000\t0\t0\t0
        eth0\t000200C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0
        sf1\t000612C6\t00000000\t0001\t0\t0\t0\t00FEFFFF\t0\t0\t0
        """);

    assertThat(HostRoutes.read(proc))
        .containsExactly(Subnet.parse("192.0.2.0/24"), Subnet.parse("198.18.6.0/23"));
  }
}

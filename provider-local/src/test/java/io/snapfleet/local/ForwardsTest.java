package io.snapfleet.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ForwardsTest {
  private static final String GONE = "1f".repeat(32);
  private static final String RUNNING = "2e".repeat(32);
  private static final String RULES =
      """
      *nat
      :PREROUTING ACCEPT [0:0]
      :NETAVARK-HOSTPORT-DNAT - [0:0]
      -A OUTPUT -m addrtype --dst-type LOCAL -j NETAVARK-HOSTPORT-DNAT
      -A NETAVARK-DN-1D8721804F16F -d 127.0.0.1/32 -p tcp -m tcp --dport 8080 -j DNAT --to-destination 10.71.3.5:80
      -A NETAVARK-HOSTPORT-DNAT -d 127.0.0.1/32 -p tcp -m tcp --dport 8080 -m comment --comment "dnat name: n-1 id: %s" -j NETAVARK-DN-1D8721804F16F
      -A NETAVARK-HOSTPORT-DNAT -p tcp -m tcp --dport 8081 -m comment --comment "dnat name: n-2 id: %s" -j NETAVARK-DN-2D8721804F16F
      COMMIT
      """
          .formatted(GONE, RUNNING);

  @TempDir private Path proc;
  private Forwards forwards;

  @BeforeEach
  void run() throws IOException {
    Path monitor = Files.createDirectories(proc.resolve("4711"));
    Files.writeString(monitor.resolve("cmdline"), "/usr/bin/conmon\0-c\0" + RUNNING + "\0");
    Files.createDirectories(proc.resolve("4712"));
    forwards = new Forwards(proc, new Commands());
  }

  @Test
  void a_rule_without_its_container_is_stale_and_told_with_the_command_that_removes_it() {
    assertThat(forwards.stale(RULES))
        .singleElement()
        .satisfies(
            rule -> {
              assertThat(rule.what())
                  .isEqualTo(
                      "connections to port 8080 of 127.0.0.1 are led to a machine that is gone,"
                          + " and time out");
              assertThat(rule.removal())
                  .isEqualTo(
                      "iptables -t nat -D NETAVARK-HOSTPORT-DNAT -d 127.0.0.1/32 -p tcp -m tcp"
                          + " --dport 8080 -m comment --comment \"dnat name: n-1 id: "
                          + GONE
                          + "\" -j NETAVARK-DN-1D8721804F16F");
            });
  }

  @Test
  void a_rule_takes_what_comes_to_its_address_and_port() {
    Forwards.Forward rule = forwards.stale(RULES).getFirst();

    assertThat(rule.takes("127.0.0.1", 8080)).isTrue();
    assertThat(rule.takes("0.0.0.0", 8080)).isTrue();
    assertThat(rule.takes("127.0.0.2", 8080)).isFalse();
    assertThat(rule.takes("127.0.0.1", 8081)).isFalse();
  }

  @Test
  void a_rule_without_an_address_takes_what_comes_to_any() throws IOException {
    Files.delete(proc.resolve("4711/cmdline"));

    assertThat(forwards.stale(RULES))
        .hasSize(2)
        .last()
        .satisfies(rule -> assertThat(rule.takes("127.0.0.9", 8081)).isTrue());
  }
}

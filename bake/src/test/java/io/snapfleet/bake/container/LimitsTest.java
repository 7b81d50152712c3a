package io.snapfleet.bake.container;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LimitsTest {
  private static List<String> options(String files, String processes) {
    String limits =
        """
        Limit                     Soft Limit           Hard Limit           Units
        Max processes             96365                %s                   processes
        Max open files            1024                 %s                   files
        """;
    return new Limits(limits.formatted(processes, files), 32_768).options();
  }

  @Test
  void containersHaveTheLimitsOfThisProcessWhereThoseAreLow() {
    assertThat(options("20000", "4000"))
        .containsExactly("--ulimit", "nofile=20000:20000", "--ulimit", "nproc=4000:4000");
    assertThat(options("20000", "96365")).endsWith("nproc=32768:32768");
    assertThat(options("20000", "unlimited")).endsWith("nproc=32768:32768");
  }

  @Test
  void thoseOfThisProcessAreWhatTheKernelSays() throws Exception {
    Process shell = new ProcessBuilder("cat", "/proc/sys/kernel/pid_max").start();
    try (var output = shell.inputReader()) {
      assertThat(Limits.here().processes()).isEqualTo(Long.parseLong(output.readLine()));
    }
  }

  @Test
  void whereTheyAreHighOrUnknownNothingIsSaid() {
    assertThat(options("1048576", "96365")).isEmpty();
    assertThat(options("unlimited", "96365")).isEmpty();
    assertThat(new Limits("", 0).options()).isEmpty();
  }
}

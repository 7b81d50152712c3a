package io.snapfleet.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class KernelFileTest {
  @Test
  void numberBelowProcSysIsReadWhole() {
    assertThat(KernelFile.number(Path.of("/proc/sys/kernel/pid_max"))).isGreaterThan(300);
  }

  @Test
  void machinesMayHaveManyProcesses() {
    assertThat(Limits.read(Path.of("/proc")).processes()).isGreaterThan(300);
  }
}

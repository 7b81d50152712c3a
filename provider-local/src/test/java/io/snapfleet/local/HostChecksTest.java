package io.snapfleet.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostChecksTest {
  private static final HostSettings.Minimum INOTIFY = HostSettings.MINIMA.getFirst();

  @TempDir private Path root;

  @ParameterizedTest
  @CsvSource({
    "podman version 4.3.1, OK",
    "podman version 5.4.2, OK",
    "podman version 10.0.0, OK",
    "podman version 4.2.9, PROBLEM",
    "podman version 3.0.1, PROBLEM",
    "what?, PROBLEM",
  })
  void podman_must_be_new_enough(String output, Finding.Status status) {
    assertThat(HostChecks.podmanVersion(output).status()).isEqualTo(status);
  }

  @Test
  void control_groups_are_told_apart() {
    assertThat(checks().controlGroups().status()).isEqualTo(Finding.Status.PROBLEM);
    file("sys/fs/cgroup/cpu/cgroup.procs", "");
    assertThat(ControlGroups.read(root)).isEqualTo(new ControlGroups("v1", false));
    assertThat(checks().controlGroups().status()).isEqualTo(Finding.Status.WARNING);
    file("sys/fs/cgroup/unified/cgroup.procs", "");
    file("sys/fs/cgroup/memory/memory.limit_in_bytes", "");
    assertThat(ControlGroups.read(root)).isEqualTo(new ControlGroups("v1 hybrid", true));
    file("sys/fs/cgroup/cgroup.controllers", "cpu memory pids");
    assertThat(ControlGroups.read(root)).isEqualTo(new ControlGroups("v2", true));
  }

  @Test
  void crun_is_tried_only_where_it_can_start_systemd() {
    assertThat(ContainerRuntime.candidates(new ControlGroups("v2", true)))
        .containsExactly("crun", "runc");
    assertThat(ContainerRuntime.candidates(new ControlGroups("v1 hybrid", true)))
        .containsExactly("runc");
  }

  @Test
  void a_kernel_setting_that_is_too_low_is_named_with_its_command_and_raised() {
    file("proc/sys/fs/inotify/max_user_instances", "128\n");
    file("proc/sys/net/ipv4/ip_forward", "1\n");

    assertThat(checks().setting(INOTIFY))
        .extracting(Finding::status, Finding::fix)
        .containsExactly(Finding.Status.WARNING, "sysctl -w fs.inotify.max_user_instances=4096");
    HostSettings.raise(root.resolve("proc"));
    assertThat(checks().setting(INOTIFY)).isEqualTo(Finding.ok(INOTIFY.name(), "4096"));
  }

  @Test
  void a_setting_that_is_high_enough_is_left_alone() {
    file("proc/sys/fs/inotify/max_user_instances", "8192\n");
    file("proc/sys/net/ipv4/ip_forward", "1\n");

    HostSettings.raise(root.resolve("proc"));

    assertThat(HostSettings.read(root.resolve("proc"), INOTIFY)).isEqualTo(8192);
  }

  @Test
  void limits_never_exceed_what_this_process_has() {
    file("proc/sys/kernel/pid_max", "32768\n");
    limits("20000", "96365");
    assertThat(Limits.read(root.resolve("proc"))).isEqualTo(new Limits(20_000, 32_768));
    limits("unlimited", "900");
    assertThat(Limits.read(root.resolve("proc"))).isEqualTo(new Limits(65_536, 900));
  }

  @Test
  void settings_of_the_real_kernel_are_read_to_their_last_digit() {
    String read = Long.toString(KernelFile.number(Path.of("/proc/sys/kernel/pid_max")));

    assertThat(new Commands().require("cat", "/proc/sys/kernel/pid_max")).isEqualTo(read + "\n");
    assertThat(Limits.read(Path.of("/proc")).processes()).isGreaterThan(100);
  }

  @Test
  void few_open_files_are_a_warning() {
    file("proc/sys/kernel/pid_max", "32768\n");
    limits("1024", "96365");
    assertThat(checks().openFiles().status()).isEqualTo(Finding.Status.WARNING);
  }

  @Test
  void btrfs_is_found_in_the_kernels_list_and_no_longer_name_is_taken_for_it() {
    file("proc/filesystems", "nodev\tsysfs\n\text4\n\tbtrfs\n");
    assertThat(checks().btrfs().status()).isEqualTo(Finding.Status.OK);
  }

  @Test
  void a_pool_that_has_become_read_only_is_a_warning_and_no_other_disk_is() {
    file(
        "proc/mounts",
        """
        /dev/sr0 /media/local/pool iso9660 ro,relatime 0 0
        /dev/loop0 /home/a/local/pool btrfs rw,noatime,space_cache=v2 0 0
        """);
    assertThat(checks().pools().status()).isEqualTo(Finding.Status.OK);
    file("proc/mounts", "/dev/loop1 /home/the\\040b/local/pool btrfs ro,noatime 0 0\n");
    assertThat(checks().pools().status()).isEqualTo(Finding.Status.WARNING);
    assertThat(checks().pools().found()).endsWith(": /home/the b/local/pool");
  }

  private HostChecks checks() {
    return new HostChecks(root, new Commands());
  }

  private void limits(String files, String processes) {
    file(
        "proc/self/limits",
        """
        Limit                     Soft Limit           Hard Limit           Units
        Max processes             7                    %s                processes
        Max open files            8                    %s                files
        """
            .formatted(processes, files));
  }

  private void file(String path, String content) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, content);
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }
}

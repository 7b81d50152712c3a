package io.snapfleet.recipe;

import java.util.List;

/** What is taken out of every image, whatever the recipe; paths as in {@code CaptureRequest}. */
public final class CleanUp {
  public static final List<String> EVERY_MACHINE =
      List.of(
          "/etc/ssh/ssh_host_*",
          "/etc/machine-id",
          "/etc/hostname",
          "/var/lib/dbus/machine-id",
          "/var/lib/systemd/random-seed",
          "/root/.ssh/",
          "/root/.*_history",
          "/root/.mysql_history",
          "/root/.cache/",
          "/home/*/.ssh/",
          "/home/*/.*_history",
          "/var/log/",
          "/var/cache/apt/archives/",
          "/var/lib/apt/lists/",
          "/var/cache/snapfleet/",
          "/tmp/",
          "/var/tmp/");

  private CleanUp() {}
}

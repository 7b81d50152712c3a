package io.snapfleet.recipe;

import java.util.List;

/**
 * What is taken out of the image of every machine, whatever it runs. A last segment may hold {@code
 * *}; a path ending in {@code /} is emptied and kept. Directories that services expect in {@code
 * /var/log} are not here: each tier names its own.
 */
public final class CleanUpList {
  public static final List<String> EVERY_MACHINE =
      List.of(
          // Keys and credentials.
          "/root/.ssh/",
          "/etc/ssh/ssh_host_*",
          "/etc/ssl/private/",
          "/root/.aws",
          "/root/.config",
          "/root/.docker",
          "/root/.gnupg",
          "/root/.kube",
          "/root/.git-credentials",
          "/root/.netrc",
          "/root/.my.cnf",
          "/root/.s3cfg",
          "/etc/mysql/debian.cnf",
          "/var/lib/systemd/credential.secret",
          // What people did.
          "/root/.*_history",
          "/root/.lesshst",
          "/root/.viminfo",
          "/root/.wget-hsts",
          "/root/.cache",
          // Identity.
          "/etc/machine-id",
          "/var/lib/dbus/machine-id",
          "/var/lib/systemd/random-seed",
          "/var/lib/cloud/",
          "/var/lib/dhcp/",
          // Logs and caches.
          "/var/log/*log",
          "/var/log/*log.*",
          "/var/log/btmp*",
          "/var/log/wtmp*",
          "/var/log/apt/",
          "/var/log/journal/",
          "/var/log/unattended-upgrades/",
          "/var/backups/",
          "/var/cache/apt/",
          "/var/lib/apt/lists/",
          "/tmp/",
          "/var/tmp/");

  private CleanUpList() {}
}

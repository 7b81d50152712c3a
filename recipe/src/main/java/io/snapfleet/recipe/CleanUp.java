package io.snapfleet.recipe;

import java.util.List;

/**
 * What is taken out of every image, whatever the recipe; paths as in {@code CaptureRequest}. A
 * service that needs a directory in {@code /var/log} must make it when it starts.
 */
public final class CleanUp {
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
          "/root/.mylogin.cnf",
          "/root/.pgpass",
          "/root/.pypirc",
          "/root/.vault-token",
          "/root/.terraform.d/credentials.tfrc.json",
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
          "/etc/hostname",
          "/etc/machine-id",
          "/var/lib/dbus/machine-id",
          "/var/lib/systemd/random-seed",
          "/var/lib/cloud/",
          "/var/lib/dhcp/",
          // Logs, caches, and the application's own files as they were uploaded.
          "/var/log/",
          "/var/backups/",
          "/var/cache/apt/",
          "/var/cache/snapfleet/",
          "/var/lib/apt/lists/",
          "/tmp/",
          "/var/tmp/");

  private CleanUp() {}
}

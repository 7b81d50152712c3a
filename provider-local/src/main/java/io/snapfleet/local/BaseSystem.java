package io.snapfleet.local;

import io.snapfleet.provider.api.ProviderException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;

/** The plain Debian that machines are installed on, built from a mirror. */
final class BaseSystem {
  private static final List<String> PACKAGES =
      List.of(
          "systemd",
          "systemd-sysv",
          "dbus",
          "openssh-server",
          "iproute2",
          "ca-certificates",
          "curl",
          "rsync",
          "procps",
          "python3");

  /** What a machine of a fleet has no use for, and would start at every boot. */
  private static final List<String> MASKED =
      List.of(
          "apt-daily.timer",
          "apt-daily-upgrade.timer",
          "console-getty.service",
          "dev-hugepages.mount",
          "dpkg-db-backup.timer",
          "e2scrub_all.timer",
          "e2scrub_reap.service",
          "fstrim.timer",
          "getty.target",
          "systemd-logind.service",
          "systemd-networkd.service",
          "systemd-resolved.service",
          "systemd-update-utmp.service",
          "systemd-update-utmp-runlevel.service");

  private static final String SSH =
      """
      # Set by snapfleet: a machine has one host key, and is entered with keys only.
      HostKey /etc/ssh/ssh_host_ed25519_key
      PasswordAuthentication no
      KbdInteractiveAuthentication no
      PermitRootLogin prohibit-password
      UseDNS no
      """;

  /** Let in as soon as there is a /tmp, while everything else still starts; and not tried first. */
  private static final String SSH_UNIT =
      """
      [Unit]
      DefaultDependencies=no
      After=local-fs.target systemd-tmpfiles-setup.service
      Conflicts=shutdown.target
      Before=shutdown.target

      [Service]
      ExecStartPre=
      """;

  private static final String JOURNAL = "[Journal]\nStorage=volatile\n";

  /** Raised when what {@link #configure} writes changes. */
  private static final int REVISION = 2;

  private final LocalSettings settings;
  private final Commands commands;

  BaseSystem(LocalSettings settings, Commands commands) {
    this.settings = settings;
    this.commands = commands;
  }

  /** Tells base systems apart: the same digest means the same recipe. */
  String digest() {
    String recipe = String.join("\n", REVISION + "", PACKAGES.toString(), MASKED.toString());
    String all = String.join("\n", recipe, SSH, SSH_UNIT, JOURNAL, sources());
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** Fills an empty tree, from the cache of other homes where there is one. */
  void build(Path tree, Consumer<String> progress) {
    try {
      if (!settings.baseCache().isEmpty() && Files.exists(cached())) {
        progress.accept("unpacking the Debian base system from " + cached());
        tar("-xf", cached(), tree);
        return;
      }
      progress.accept(
          "building the Debian %s base system from %s; this takes about a minute, once"
              .formatted(settings.suite(), settings.mirror()));
      bootstrap(tree, progress);
      configure(tree);
      if (!settings.baseCache().isEmpty()) {
        keep(tree);
      }
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  private void bootstrap(Path tree, Consumer<String> progress) {
    List<String> command = new ArrayList<>();
    command.add("mmdebstrap");
    command.add("--mode=root");
    command.add("--variant=minbase");
    command.add("--include=" + String.join(",", PACKAGES));
    command.add("--aptopt=Acquire::http::Timeout \"20\"");
    command.add("--aptopt=Acquire::Retries \"2\"");
    command.add("--dpkgopt=path-exclude=/usr/share/doc/*");
    command.add("--dpkgopt=path-exclude=/usr/share/man/*");
    command.add("--customize-hook=rm -f \"$1\"/etc/apt/apt.conf.d/99mmdebstrap");
    command.add(settings.suite());
    command.add(tree.toString());
    command.addAll(sources().lines().toList());
    Commands.Result result =
        commands.run(Deadlines.BASE_SYSTEM, command, line -> report(line, progress));
    if (!result.succeeded()) {
      throw failure(result);
    }
  }

  private static void report(String line, Consumer<String> progress) {
    if (line.startsWith("I: ") && !line.contains("progress")) {
      progress.accept("base system: " + line.substring("I: ".length()));
    }
  }

  ProviderException failure(Commands.Result result) {
    String host = URI.create(settings.mirror()).getHost();
    String output = result.output();
    if (output.contains("No space left on device")) {
      return Commands.failure(List.of("mmdebstrap"), result);
    }
    if (output.contains("Could not") || output.contains("Failed to fetch")) {
      String cause =
          output
              .lines()
              .filter(line -> line.contains("Could not") || line.contains("Failed to fetch"))
              .findFirst()
              .orElseThrow();
      return new ProviderException.Retryable(
          "the Debian mirror %s cannot be reached: %s".formatted(host, cause.strip()),
          "check the network with 'curl -I %s/', or set another mirror in the provider's options"
              .formatted(settings.mirror()),
          new IOException(cause));
    }
    return new ProviderException.Permanent(
        "the base system could not be built from %s: %s".formatted(host, reason(result)),
        "check the options mirror and suite, then run the command again");
  }

  /** The first error: those after it, down to mmdebstrap's own, follow from it. */
  private static String reason(Commands.Result result) {
    return result
        .output()
        .lines()
        .filter(line -> line.startsWith("E: "))
        .findFirst()
        .map(line -> line.substring("E: ".length()).strip())
        .orElseGet(result::reason);
  }

  /** apt's lines: the release, its updates, and its security updates where the mirror has them. */
  private String sources() {
    String mirror = settings.mirror();
    String suite = settings.suite();
    String lines = "deb %1$s %2$s main\ndeb %1$s %2$s-updates main\n".formatted(mirror, suite);
    return mirror.endsWith("/debian")
        ? lines + "deb %s-security %s-security main\n".formatted(mirror, suite)
        : lines;
  }

  private static void configure(Path tree) throws IOException {
    RootFiles root = new RootFiles(tree);
    for (String unit : MASKED) {
      Path link = root.locate("/etc/systemd/system/" + unit);
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, Path.of("/dev/null"));
    }
    write(root, "/etc/ssh/sshd_config.d/snapfleet.conf", SSH);
    write(root, "/etc/systemd/system/ssh.service.d/snapfleet.conf", SSH_UNIT);
    write(root, "/etc/systemd/journald.conf.d/snapfleet.conf", JOURNAL);
    // Or systemd would make them as subvolumes, which copies of a machine's disk leave out.
    Files.createDirectories(root.directory("/var/lib/machines"));
    Files.createDirectories(root.directory("/var/lib/portables"));
    new CleanUp(tree).apply(List.of("/etc/ssh/ssh_host_*", "/var/log/*.log", "/var/log/apt/"));
    Files.writeString(root.locate("/etc/machine-id"), "uninitialized\n");
  }

  private static void write(RootFiles root, String path, String content) throws IOException {
    Path file = root.locate(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private void keep(Path tree) throws IOException {
    Path draft = cached().resolveSibling(Ids.next("base"));
    Files.createDirectories(cached().getParent());
    try {
      tar("-cf", draft, tree);
      Files.move(draft, cached(), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private void tar(String what, Path archive, Path tree) {
    List<String> command =
        List.of(
            "tar",
            "--numeric-owner",
            "--xattrs",
            "--xattrs-include=*",
            "-C",
            tree.toString(),
            what,
            archive.toString(),
            ".");
    List<String> exact = what.equals("-xf") ? command.subList(0, command.size() - 1) : command;
    Commands.Result result = commands.run(Deadlines.COPY, exact, line -> {});
    if (!result.succeeded()) {
      throw Commands.failure(exact, result);
    }
  }

  private Path cached() {
    return Path.of(settings.baseCache(), "debian-%s-%s.tar".formatted(settings.suite(), digest()));
  }
}

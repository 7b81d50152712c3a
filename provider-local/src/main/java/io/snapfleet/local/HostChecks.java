package io.snapfleet.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The doctor's checks, one method each. */
final class HostChecks {
  private static final long LITTLE_DISK = 5L << 30;
  private static final long FEW_FILES = 4096;
  private static final int OLDEST_MAJOR = 4;
  private static final int OLDEST_MINOR = 3;
  private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)");

  /** Programs we start, or that podman does, and the package each is in. */
  private static final Map<String, String> PACKAGES = packages();

  private final Path root;
  private final Commands commands;

  /**
   * @param root the directory that holds {@code proc} and {@code sys}
   */
  HostChecks(Path root, Commands commands) {
    this.root = root;
    this.commands = commands;
  }

  List<Finding> all() {
    List<Finding> findings = new ArrayList<>();
    findings.add(user());
    findings.add(programs());
    findings.add(podman());
    findings.add(runtime());
    findings.add(controlGroups());
    findings.add(btrfs());
    findings.add(loopDevice());
    findings.add(openFiles());
    HostSettings.MINIMA.forEach(minimum -> findings.add(setting(minimum)));
    findings.add(disk());
    findings.add(pools());
    findings.add(forwards());
    return List.copyOf(findings);
  }

  List<String> missingPackages() {
    return PACKAGES.entrySet().stream()
        .filter(entry -> !isThere(entry.getKey()))
        .map(Map.Entry::getValue)
        .distinct()
        .toList();
  }

  Finding user() {
    return isRoot()
        ? Finding.ok("user", "running as root")
        : Finding.problem(
            "user",
            "not running as root, and only root may mount disks and make networks",
            "run the command with sudo");
  }

  Finding programs() {
    List<String> missing = missingPackages();
    return missing.isEmpty()
        ? Finding.ok("packages", "all programs we need are installed")
        : Finding.problem(
            "packages",
            "not installed: " + String.join(", ", missing),
            "apt-get install --yes " + String.join(" ", missing));
  }

  Finding podman() {
    if (Executables.find("podman").isEmpty()) {
      return Finding.problem("podman", "not installed", "apt-get install --yes podman");
    }
    if (!isRoot()) {
      return Finding.warning("podman", "only root can try it", "run the command with sudo");
    }
    return podmanVersion(commands.run("podman", "--version").output());
  }

  static Finding podmanVersion(String output) {
    Matcher version = VERSION.matcher(output);
    if (!version.find()) {
      return Finding.problem(
          "podman", "does not tell its version", "apt-get install --reinstall podman");
    }
    int major = Integer.parseInt(version.group(1));
    int minor = Integer.parseInt(version.group(2));
    boolean enough = major > OLDEST_MAJOR || (major == OLDEST_MAJOR && minor >= OLDEST_MINOR);
    return enough
        ? Finding.ok("podman", "version " + version.group())
        : Finding.problem(
            "podman",
            "version %s is older than %d.%d".formatted(version.group(), OLDEST_MAJOR, OLDEST_MINOR),
            "install podman from Debian 12 or newer");
  }

  Finding runtime() {
    if (!isRoot()) {
      return Finding.warning("runtime", "only root can try it", "run the command with sudo");
    }
    Map<String, String> complaints = new LinkedHashMap<>();
    ContainerRuntime runtime =
        new ContainerRuntime(commands, Path.of(System.getProperty("java.io.tmpdir")));
    for (String name : ContainerRuntime.candidates(ControlGroups.read(root))) {
      Optional<String> complaint = runtime.complaint(name);
      if (complaint.isEmpty()) {
        return Finding.ok("runtime", name + " works");
      }
      complaints.put(name, complaint.get());
    }
    String all =
        complaints.entrySet().stream()
            .map(entry -> entry.getKey() + ": " + entry.getValue())
            .collect(Collectors.joining("; "));
    return Finding.problem("runtime", "none works: " + all, "apt-get install --yes runc");
  }

  Finding controlGroups() {
    ControlGroups groups = ControlGroups.read(root);
    if (groups.mode().equals("none")) {
      return Finding.problem(
          "control groups", "none are mounted", "mount -t cgroup2 none /sys/fs/cgroup");
    }
    return groups.limitsMemory()
        ? Finding.ok("control groups", groups.mode())
        : Finding.warning(
            "control groups",
            groups.mode() + " without the memory controller, so sizes do not limit memory",
            "boot with cgroup_enable=memory");
  }

  Finding btrfs() {
    if (KernelFile.text(root.resolve("proc/filesystems"))
        .lines()
        .anyMatch(line -> line.strip().equals("btrfs"))) {
      return Finding.ok("btrfs", "the kernel has it");
    }
    boolean loadable = commands.run("modprobe", "--dry-run", "btrfs").succeeded();
    return loadable
        ? Finding.ok("btrfs", "the kernel has it as a module, loaded when needed")
        : Finding.warning(
            "btrfs",
            "the kernel lacks it, so machines' disks are copied, which is slow",
            "use a kernel with CONFIG_BTRFS_FS, such as Debian's linux-image-amd64");
  }

  Finding loopDevice() {
    return Files.exists(root.resolve("dev/loop-control"))
        ? Finding.ok("loop device", "more can be made")
        : Finding.warning(
            "loop device",
            "there is no /dev/loop-control, so a pool on btrfs cannot be mounted",
            "modprobe loop");
  }

  Finding openFiles() {
    Limits limits = Limits.read(root.resolve("proc"));
    return limits.files() >= FEW_FILES
        ? Finding.ok("open files", limits.files() + " for each machine")
        : Finding.warning(
            "open files",
            "a machine gets only %d, as this process may have no more".formatted(limits.files()),
            "ulimit -Hn 65536");
  }

  Finding setting(HostSettings.Minimum minimum) {
    long value = HostSettings.read(root.resolve("proc"), minimum);
    return value >= minimum.least()
        ? Finding.ok(minimum.name(), Long.toString(value))
        : Finding.warning(
            minimum.name(),
            "is %d, should be %d (%s); set when the first machine starts"
                .formatted(value, minimum.least(), minimum.reason()),
            "sysctl -w %s=%d".formatted(minimum.name(), minimum.least()));
  }

  /** Of all homes. */
  Finding pools() {
    List<String> readOnly =
        mounts()
            .lines()
            .map(line -> line.split(" "))
            .filter(mount -> mount[1].endsWith("/local/pool") && mount[2].equals("btrfs"))
            .filter(mount -> List.of(mount[3].split(",")).contains("ro"))
            .map(mount -> mount[1].replace("\\040", " "))
            .toList();
    return readOnly.isEmpty()
        ? Finding.ok("pools", "none has become read-only")
        : Finding.warning(
            "pools",
            "read-only, as happens when the disk is full: " + String.join(", ", readOnly),
            "make room on the disk and take the home's fleets down, or run the command again"
                + " where no machine runs");
  }

  private String mounts() {
    try {
      return Files.readString(root.resolve("proc/mounts"));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  Finding forwards() {
    if (!isRoot()) {
      return Finding.warning("published ports", "only root can look", "run the command with sudo");
    }
    List<Forwards.Forward> stale = new Forwards(root.resolve("proc"), commands).stale();
    return stale.isEmpty()
        ? Finding.ok("published ports", "none leads to a machine that is gone")
        : Finding.warning(
            "published ports",
            stale.stream().map(Forwards.Forward::what).collect(Collectors.joining("; ")),
            stale.stream().map(Forwards.Forward::removal).collect(Collectors.joining(" && ")));
  }

  Finding disk() {
    try {
      long free = Files.getFileStore(root).getUsableSpace();
      return free >= LITTLE_DISK
          ? Finding.ok("disk", "%d GB free".formatted(free >> 30))
          : Finding.warning(
              "disk", "only %d MB free".formatted(free >> 20), "make room, or move the home");
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Map<String, String> packages() {
    Map<String, String> packages = new LinkedHashMap<>();
    packages.put("podman", "podman");
    packages.put("netavark", "netavark");
    packages.put("iptables", "iptables");
    packages.put("nft", "nftables");
    packages.put("runc", "runc");
    packages.put("mmdebstrap", "mmdebstrap");
    packages.put("mkfs.btrfs", "btrfs-progs");
    packages.put("ip", "iproute2");
    packages.put("setsid", "util-linux");
    return packages;
  }

  private boolean isThere(String program) {
    return program.equals("netavark")
        ? Files.exists(root.resolve("usr/lib/podman/netavark"))
            || Files.exists(root.resolve("usr/libexec/podman/netavark"))
        : Executables.find(program).isPresent();
  }

  private static boolean isRoot() {
    return "root".equals(System.getProperty("user.name"));
  }
}

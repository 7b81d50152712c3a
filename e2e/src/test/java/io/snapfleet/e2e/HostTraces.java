package io.snapfleet.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a home has on this computer, found out without asking Snapfleet: from podman, the kernel and
 * the packet filter. Not thread-safe.
 */
final class HostTraces {
  private final Path local;
  private final Path run;
  private final Set<String> networks = new TreeSet<>();

  HostTraces(Path home) {
    this.local = home.resolve("local");
    this.run = Path.of("/run/snapfleet", digest(home));
  }

  /** The host names of the containers that run. */
  Set<String> runningHosts() {
    List<String> arguments =
        new ArrayList<>(List.of("inspect", "--format", "{{.Config.Hostname}}"));
    arguments.addAll(containers("--filter", "status=running"));
    return podman(arguments.toArray(String[]::new)).lines().collect(toCollection(TreeSet::new));
  }

  /** Containers in any state. */
  List<String> containers(String... filters) {
    if (!Files.isDirectory(local.resolve("podman/root"))) {
      return List.of();
    }
    List<String> arguments = new ArrayList<>(List.of("ps", "--all", "--format", "{{.ID}}"));
    arguments.addAll(List.of(filters));
    return podman(arguments.toArray(String[]::new)).lines().toList();
  }

  /** Of one kind: {@code machines}, {@code images}, {@code volumes}, {@code volume-snapshots}. */
  List<String> trees(String kind) {
    return names(local.resolve("pool").resolve(kind));
  }

  /** Notes which networks there are now, to look for their traces when they should be gone. */
  void noteNetworks() {
    for (String record : names(local.resolve("records/networks"))) {
      networks.add(record.replaceAll("^.*-|\\.json$", ""));
    }
  }

  /**
   * Fails if anything is left but the home's files and, in its pool, the base system and the steps
   * that builds of images keep.
   */
  void assertNothingIsLeft() {
    assertThat(networks).as("networks that were seen").isNotEmpty();
    assertThat(containers()).as("containers").isEmpty();
    assertThat(Host.run("ip", "-brief", "link")).as("bridges").doesNotContain(bridges());
    assertThat(Host.run("nft", "list", "tables")).as("tables").doesNotContain(tables());
    assertThat(mounts()).as("mounts").isEmpty();
    assertThat(loopDevices()).as("loop devices").isEmpty();
    assertThat(processes()).as("processes").isEmpty();
    assertThat(claims()).as("address ranges").isEmpty();
    assertPoolHasOnlyWhatIsBuiltOn();
  }

  /** Removes by force what a failed test left. */
  void sweep() {
    noteNetworks();
    containers().forEach(id -> podman("rm", "--force", "--time", "0", id));
    networks.forEach(id -> Host.tried("nft", "delete", "table", "inet", "snapfleet_" + id));
    networks.forEach(id -> Host.tried("nft", "delete", "table", "bridge", "snapfleet_" + id));
    networks.forEach(id -> Host.tried("ip", "link", "delete", "sf" + id));
    for (String process : processes()) {
      ProcessHandle.of(Long.parseLong(process.split(" ")[0])).ifPresent(ProcessHandle::destroy);
    }
    mounts().reversed().forEach(mount -> Host.tried("umount", "--lazy", mount));
  }

  private String[] bridges() {
    return networks.stream().map(id -> "sf" + id).toArray(String[]::new);
  }

  private String[] tables() {
    return networks.stream().map(id -> "snapfleet_" + id).toArray(String[]::new);
  }

  private List<String> mounts() {
    return read(Path.of("/proc/mounts"))
        .lines()
        .map(line -> line.split(" ")[1])
        .filter(place -> place.startsWith(local.toString()) || place.startsWith(run.toString()))
        .toList();
  }

  private List<String> loopDevices() {
    return Host.run("losetup", "--list", "--noheadings", "--output", "NAME,BACK-FILE")
        .lines()
        .filter(line -> line.contains(local.toString()))
        .toList();
  }

  private List<String> processes() {
    return ProcessHandle.allProcesses()
        .map(process -> process.pid() + " " + commandLine(process.pid()))
        .filter(line -> line.contains(local.toString()) || line.contains(run.toString()))
        .toList();
  }

  private List<String> claims() {
    Path claims = run.resolveSibling("claims");
    return names(claims).stream()
        .filter(name -> read(claims.resolve(name)).startsWith(local.toString()))
        .toList();
  }

  private void assertPoolHasOnlyWhatIsBuiltOn() {
    Path pool = local.resolve("pool");
    boolean file = Files.exists(local.resolve("pool.img"));
    if (file) {
      Host.run("mount", "-o", "loop,ro", local.resolve("pool.img").toString(), pool.toString());
    }
    try {
      assertThat(trees("machines")).as("machines' trees").isEmpty();
      assertThat(trees("volumes")).as("volumes' trees").isEmpty();
      assertThat(trees("volume-snapshots")).as("volume snapshots' trees").isEmpty();
      assertThat(trees("images"))
          .as("images' trees")
          .allMatch(image -> tags(image).matches("snapfleet-(base|layer)"));
    } finally {
      if (file) {
        Host.run("umount", pool.toString());
      }
    }
  }

  private String tags(String image) {
    String record = read(local.resolve("records/images/" + image + ".json"));
    return record.replaceFirst("^.*\"values\":\\{\"?([^\":}]*).*$", "$1");
  }

  /** This home's own podman, spoken to behind Snapfleet's back. */
  private String podman(String... arguments) {
    Stream<String> where =
        Stream.of(
            "podman",
            "--root",
            local.resolve("podman/root").toString(),
            "--runroot",
            run.resolve("containers").toString(),
            "--tmpdir",
            run.resolve("tmp").toString(),
            "--network-config-dir",
            local.resolve("podman/networks").toString(),
            "--storage-driver",
            "vfs",
            "--runtime",
            "runc");
    return Host.run(Stream.concat(where, Stream.of(arguments)).toArray(String[]::new));
  }

  private static List<String> names(Path directory) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    } catch (IOException none) {
      return List.of();
    }
  }

  private static String commandLine(long process) {
    try {
      return Files.readString(Path.of("/proc", Long.toString(process), "cmdline"))
          .replace('\0', ' ');
    } catch (IOException ended) {
      return "";
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String digest(Path home) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(home.toString().getBytes(UTF_8));
      return HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }
}

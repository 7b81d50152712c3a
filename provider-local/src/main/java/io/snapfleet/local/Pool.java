package io.snapfleet.local;

import io.snapfleet.provider.api.ProviderException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * Where all disks of one home lie. The first opening decides what it is made of and writes that
 * down in {@code local/storage}; from then on it is never decided again, or disks would be lost
 * from sight.
 */
final class Pool {
  /** What a pool may be made of. */
  private enum Kind {
    /** The home lies on btrfs already. */
    BTRFS_HOME,
    /** A sparse file with btrfs in it. */
    BTRFS_FILE,
    PLAIN
  }

  private static final List<String> TREES =
      List.of("images", "machines", "volumes", "volume-snapshots");

  private final HomeLayout layout;
  private final LocalSettings settings;
  private final Commands commands;

  Pool(HomeLayout layout, LocalSettings settings, Commands commands) {
    this.layout = layout;
    this.settings = settings;
    this.commands = commands;
  }

  /** Opens the pool, making it where there is none. */
  Storage open() {
    try {
      Files.createDirectories(layout.pool());
      Storage storage = open(kind());
      for (String trees : TREES) {
        Files.createDirectories(layout.pool().resolve(trees));
      }
      return storage;
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  /** Whether its trees can be reached without opening it, as another has opened it. */
  boolean isOpen() {
    return isMounted() || Files.isDirectory(layout.pool().resolve(TREES.getFirst()));
  }

  /** Whether something is mounted at its place. */
  boolean isMounted() {
    try {
      return Files.isDirectory(layout.pool())
          && !Files.getFileStore(layout.pool()).equals(Files.getFileStore(layout.local()));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private Storage open(Kind kind) throws IOException {
    return switch (kind) {
      case BTRFS_HOME -> new BtrfsStorage(commands, layout.pool(), false);
      case BTRFS_FILE -> {
        mount();
        yield new BtrfsStorage(commands, layout.pool(), true);
      }
      case PLAIN -> new PlainStorage(commands, layout.run());
    };
  }

  private Kind kind() throws IOException {
    Path decision = layout.local().resolve("storage");
    String known = Files.exists(decision) ? Files.readString(decision).strip() : "";
    if (!known.isEmpty()) {
      return Kind.valueOf(known);
    }
    Kind kind = decide();
    new WholeFile(decision).write((kind + "\n").getBytes(StandardCharsets.UTF_8));
    return kind;
  }

  private Kind decide() throws IOException {
    if (settings.storage().equals("plain")) {
      return Kind.PLAIN;
    }
    if (Files.getFileStore(layout.local()).type().equals("btrfs")) {
      return Kind.BTRFS_HOME;
    }
    Room.require(layout);
    try {
      format();
      mount();
      return Kind.BTRFS_FILE;
    } catch (ProviderException impossible) {
      if (settings.storage().equals("btrfs") || mayPass(impossible)) {
        throw impossible;
      }
      Files.deleteIfExists(layout.poolFile());
      return Kind.PLAIN;
    }
  }

  /** What is decided holds for ever: a disk that is full now is no reason to do without btrfs. */
  private static boolean mayPass(ProviderException failure) {
    return failure instanceof ProviderException.Retryable
        || failure instanceof ProviderException.InsufficientCapacity;
  }

  private void format() throws IOException {
    if (Files.exists(layout.poolFile())) {
      return;
    }
    Path draft = layout.poolFile().resolveSibling("pool.img.partial");
    Files.deleteIfExists(draft);
    try (RandomAccessFile file = new RandomAccessFile(draft.toFile(), "rw")) {
      file.setLength(settings.poolBytes());
    }
    try {
      commands.require("mkfs.btrfs", "-q", "-K", draft.toString());
      Files.move(draft, layout.poolFile(), StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(draft);
    }
  }

  private void mount() throws IOException {
    if (Files.getFileStore(layout.pool()).type().equals("btrfs")) {
      if (!isReadOnly() || machinesRun()) {
        return;
      }
      unmount();
    }
    if (!Files.readString(Path.of("/proc/filesystems")).contains("btrfs")) {
      commands.run("modprobe", "btrfs");
    }
    commands.require(
        "mount",
        "-t",
        "btrfs",
        "-o",
        "loop,noatime",
        layout.poolFile().toString(),
        layout.pool().toString());
  }

  /** The kernel changes a file system so when it cannot write, and not back. */
  private boolean isReadOnly() throws IOException {
    return Files.getFileStore(layout.pool()).isReadOnly();
  }

  /** Each machine has a monitor, which is told where podman keeps the machine's own state. */
  private boolean machinesRun() {
    String podman = layout.podman().toString();
    return ProcessHandle.allProcesses()
        .map(process -> process.info().commandLine().orElse(""))
        .anyMatch(command -> command.contains("conmon") && command.contains(podman));
  }

  private void unmount() {
    Commands.Result result = commands.run("umount", layout.pool().toString());
    if (!result.succeeded()) {
      throw new ProviderException.Permanent(
          "the pool %s has become read-only and cannot be mounted anew: %s"
              .formatted(layout.pool(), result.reason()),
          "end the programs that 'fuser -vm %s' lists, then run the command again"
              .formatted(layout.pool()));
    }
  }
}

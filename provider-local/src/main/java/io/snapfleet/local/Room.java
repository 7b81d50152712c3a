package io.snapfleet.local;

import io.snapfleet.provider.api.ProviderException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** How much room is left for disks, in the pool and on the disk that the pool's file grows on. */
final class Room {
  /** A machine that changes little; with less left even logs would fill the disk. */
  private static final long LEAST = 256L << 20;

  private Room() {}

  static long free(HomeLayout layout) {
    try {
      Path place = Files.isDirectory(layout.pool()) ? layout.pool() : existing(layout.local());
      long pool = Files.getFileStore(place).getUsableSpace();
      return Math.min(pool, Files.getFileStore(existing(layout.local())).getUsableSpace());
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  static void require(HomeLayout layout) {
    long free = free(layout);
    if (free < LEAST) {
      throw new ProviderException.InsufficientCapacity(
          "only %d MB are left for disks under %s".formatted(free >> 20, layout.local()),
          "delete machines or snapshots you do not need, or make room on the disk");
    }
  }

  private static Path existing(Path path) {
    Path candidate = path;
    while (!Files.isDirectory(candidate) && candidate.getParent() != null) {
      candidate = candidate.getParent();
    }
    return candidate;
  }
}

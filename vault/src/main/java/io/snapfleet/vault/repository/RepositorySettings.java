package io.snapfleet.vault.repository;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * How a repository is used.
 *
 * @param packSize at which a pack is closed; packs come out a little larger
 * @param compressionLevel zstd's
 * @param packsUnderWay how many full packs may wait to be stored, which bounds memory
 * @param cacheDirectory where copies of remote files and our own notes are kept; null for none
 * @param zone in which times are written, by restic's habit the machine's own
 */
public record RepositorySettings(
    int packSize,
    int compressionLevel,
    int packsUnderWay,
    @Nullable Path cacheDirectory,
    LockTiming locks,
    Clock clock,
    ZoneId zone,
    SecureRandom random) {

  /** Restic's own target. */
  public static final int PACK_SIZE = 16 << 20;

  public RepositorySettings {
    if (packSize < 1 << 20 || packSize > 128 << 20) {
      throw new IllegalArgumentException(
          "A pack has 1 to 128 MiB, not " + packSize + " bytes; 16 MiB is usual.");
    }
  }

  public static RepositorySettings defaults() {
    return new RepositorySettings(
        PACK_SIZE,
        1,
        3,
        null,
        LockTiming.RESTIC,
        Clock.systemUTC(),
        ZoneId.systemDefault(),
        new SecureRandom());
  }

  public RepositorySettings withCacheDirectory(Path directory) {
    return new RepositorySettings(
        packSize, compressionLevel, packsUnderWay, directory, locks, clock, zone, random);
  }

  public RepositorySettings withCompressionLevel(int level) {
    return new RepositorySettings(
        packSize, level, packsUnderWay, cacheDirectory, locks, clock, zone, random);
  }

  public RepositorySettings withPackSize(int bytes) {
    return new RepositorySettings(
        bytes, compressionLevel, packsUnderWay, cacheDirectory, locks, clock, zone, random);
  }

  public RepositorySettings withLocks(LockTiming timing) {
    return new RepositorySettings(
        packSize, compressionLevel, packsUnderWay, cacheDirectory, timing, clock, zone, random);
  }

  public RepositorySettings withClock(Clock other) {
    return new RepositorySettings(
        packSize, compressionLevel, packsUnderWay, cacheDirectory, locks, other, zone, random);
  }
}

package io.snapfleet.vault.repository;

import io.snapfleet.vault.crypto.ScryptParameters;
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
 * @param keyCost scrypt's N for the keys of new passwords, a power of two
 * @param zone in which times are written, by restic's habit the machine's own
 */
public record RepositorySettings(
    int packSize,
    int compressionLevel,
    int packsUnderWay,
    @Nullable Path cacheDirectory,
    LockTiming locks,
    int keyCost,
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
        ScryptParameters.COST,
        Clock.systemUTC(),
        ZoneId.systemDefault(),
        new SecureRandom());
  }

  public RepositorySettings withCacheDirectory(Path directory) {
    return new RepositorySettings(
        packSize, compressionLevel, packsUnderWay, directory, locks, keyCost, clock, zone, random);
  }

  public RepositorySettings withCompressionLevel(int level) {
    return new RepositorySettings(
        packSize, level, packsUnderWay, cacheDirectory, locks, keyCost, clock, zone, random);
  }

  public RepositorySettings withPackSize(int bytes) {
    return new RepositorySettings(
        bytes,
        compressionLevel,
        packsUnderWay,
        cacheDirectory,
        locks,
        keyCost,
        clock,
        zone,
        random);
  }

  public RepositorySettings withLocks(LockTiming timing) {
    return new RepositorySettings(
        packSize,
        compressionLevel,
        packsUnderWay,
        cacheDirectory,
        timing,
        keyCost,
        clock,
        zone,
        random);
  }

  public RepositorySettings withClock(Clock other) {
    return new RepositorySettings(
        packSize,
        compressionLevel,
        packsUnderWay,
        cacheDirectory,
        locks,
        keyCost,
        other,
        zone,
        random);
  }

  /** The same with passwords that are cheaper, or dearer, to try; only for keys that are new. */
  public RepositorySettings withKeyCost(int cost) {
    return new RepositorySettings(
        packSize,
        compressionLevel,
        packsUnderWay,
        cacheDirectory,
        locks,
        cost,
        clock,
        zone,
        random);
  }
}

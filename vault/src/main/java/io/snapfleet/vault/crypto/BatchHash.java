package io.snapfleet.vault.crypto;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * SHA-256 of several texts of one length: side by side in lanes where that is faster, else one
 * after the other. Not thread-safe.
 */
public final class BatchHash {

  /** How many texts there can be at once. */
  public static final int MOST = LaneHash.LANES;

  /**
   * What to leave between texts that lie one after the other in a buffer. Without it their blocks
   * fall on the same places of the processor's caches, and each drives out the others.
   */
  public static final int GAP = 192;

  /** For every processor has a batch of its own. */
  private static final int LARGEST_BATCH =
      Math.min(16 << 20, (64 << 20) / Runtime.getRuntime().availableProcessors());

  private static final int BLOCK = 64;

  /**
   * When lanes are faster.
   *
   * @param texts for so many texts at least
   * @param after once so many bytes went without them: the compiler takes its time for their loops
   */
  private record LaneRule(int texts, long after) {}

  private static final LaneRule NEVER = new LaneRule(MOST + 1, 0);
  private static final LaneRule WITHOUT_SHA = new LaneRule(16, 0);
  private static final LaneRule WITH_SHA = new LaneRule(40, 256 << 20);

  private final LaneRule rule;
  private long hashed;
  private @Nullable LaneHash lanes;

  private BatchHash(LaneRule rule) {
    this.rule = rule;
  }

  /** As it is fastest on this processor. */
  public static BatchHash forProcessor() {
    return new BatchHash(Processor.RULE);
  }

  /** Always in lanes. */
  public static BatchHash inLanes() {
    return new BatchHash(new LaneRule(1, 0));
  }

  /** Never in lanes. */
  public static BatchHash oneByOne() {
    return new BatchHash(NEVER);
  }

  /** Read from the processor once. */
  private static final class Processor {
    static final LaneRule RULE = of(flags());

    private static LaneRule of(List<String> flags) {
      if (flags.contains("sha_ni")) {
        return flags.contains("avx512vl") ? WITH_SHA : NEVER;
      }
      return flags.contains("avx2") ? WITHOUT_SHA : NEVER;
    }

    private static List<String> flags() {
      try (Stream<String> lines = Files.lines(Path.of("/proc/cpuinfo"))) {
        return lines
            .filter(line -> line.startsWith("flags"))
            .findFirst()
            .map(line -> Arrays.asList(line.split(" ")))
            .orElse(List.of());
      } catch (IOException unknown) {
        return List.of();
      }
    }
  }

  /** Whether it is of use to have {@link #MOST} texts of this length at hand before hashing. */
  public boolean gainsFromMany(int length) {
    return rule.texts <= MOST && length % BLOCK == 0 && length * (long) MOST <= LARGEST_BATCH;
  }

  /**
   * Writes the hashes of texts of {@code length} bytes that begin at the first {@code count} of the
   * offsets, one after the other to {@code out}.
   */
  public void into(byte[] in, int[] offsets, int count, int length, byte[] out) {
    if (count >= rule.texts && hashed >= rule.after && gainsFromMany(length)) {
      lanes().into(in, offsets, count, length, out);
    } else {
      for (int i = 0; i < count; i++) {
        BlobHash.into(in, offsets[i], length, out, i * BlobHash.LENGTH);
      }
    }
    hashed += count * (long) length;
  }

  private LaneHash lanes() {
    LaneHash ready = lanes;
    if (ready == null) {
      ready = new LaneHash();
      lanes = ready;
    }
    return ready;
  }
}

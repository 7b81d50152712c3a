package io.snapfleet.bench.vault;

import io.snapfleet.bench.measure.BenchException;
import io.snapfleet.bench.measure.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What one whole command took.
 *
 * @param processorSeconds in user mode and in the kernel, on all processors
 * @param peakBytes the most memory that was resident at one time
 */
record Cost(double seconds, double processorSeconds, long peakBytes) {
  private static final Duration LIMIT = Duration.ofHours(1);

  /** Runs a command to its end under GNU time, which asks the kernel. */
  static Cost of(Call call) {
    try {
      Path usage = Files.createTempFile("bench-", ".time");
      try {
        List<String> words = new ArrayList<>(List.of("/usr/bin/time", "-o", usage.toString()));
        words.addAll(List.of("-f", "%U %S %M", "env", "-C", call.directory().toString()));
        words.addAll(call.words());
        double seconds = Program.start(call.environment(), "", words).end(LIMIT).seconds();
        return read(seconds, Files.readString(usage));
      } finally {
        Files.deleteIfExists(usage);
      }
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    }
  }

  /**
   * @param usage seconds in user mode, seconds in the kernel, KiB
   */
  static Cost read(double seconds, String usage) {
    String[] words = usage.strip().split(" ");
    if (words.length != 3) {
      throw new BenchException("GNU time printed '" + usage.strip() + "'");
    }
    return new Cost(
        seconds,
        Double.parseDouble(words[0]) + Double.parseDouble(words[1]),
        Long.parseLong(words[2]) << 10);
  }
}

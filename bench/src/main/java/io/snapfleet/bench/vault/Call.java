package io.snapfleet.bench.vault;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A command to run.
 *
 * @param directory where it is run
 */
record Call(Map<String, String> environment, Path directory, List<String> words) {
  Call {
    environment = Map.copyOf(environment);
    words = List.copyOf(words);
  }
}

package io.snapfleet.bake.template;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * What a run finds around it. One for the whole run, so that all of its times are the same.
 *
 * @param started what {@code isotime} and {@code timestamp} say
 * @param uuids where each call of the function takes a new one from
 * @param directory what relative paths are relative to; absolute
 * @param environment what {@code env} reads, in variables alone
 */
public record Surroundings(
    Instant started, Supplier<UUID> uuids, Path directory, Map<String, String> environment) {
  public Surroundings {
    environment = Map.copyOf(environment);
  }
}

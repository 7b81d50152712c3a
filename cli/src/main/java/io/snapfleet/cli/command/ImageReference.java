package io.snapfleet.cli.command;

import io.snapfleet.fleet.operate.FleetEngine;
import java.nio.file.Path;

/**
 * An image as people name it: by its id or name at the provider, or as {@code latest:TEMPLATE}.
 *
 * @param text as it was typed
 */
record ImageReference(String text) {
  private static final String LATEST = "latest:";

  /** The image's id at the provider of a fleet. */
  String id(FleetEngine engine, String fleet) {
    return engine
        .images()
        .named(
            fleet,
            text.startsWith(LATEST) ? LATEST + template(text.substring(LATEST.length())) : text);
  }

  /** Paths are written down absolute. */
  private static String template(String named) {
    return named.contains("/") ? Path.of(named).toAbsolutePath().normalize().toString() : named;
  }
}

package io.snapfleet.cli.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The product's version, as the build wrote it down. */
public final class Version {
  private Version() {}

  public static String text() {
    try (InputStream resource = Version.class.getResourceAsStream("version.txt")) {
      if (resource == null) {
        throw new IllegalStateException("version.txt is missing from the product's jar");
      }
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}

package io.snapfleet.vault.store;

import java.net.URI;
import java.nio.file.Path;

/** Where a repository is, written as restic writes it. */
public sealed interface BackendLocation {

  /** A directory on this computer. */
  record Local(Path directory) implements BackendLocation {
    @Override
    public String toString() {
      return directory.toString();
    }
  }

  /** A bucket, or the part of it under a prefix, which neither begins nor ends with a slash. */
  record S3(URI endpoint, String bucket, String prefix) implements BackendLocation {
    @Override
    public String toString() {
      return "s3:" + endpoint + "/" + bucket + (prefix.isEmpty() ? "" : "/" + prefix);
    }
  }

  /** A location that cannot be read; the message says which form would be right. */
  final class MalformedLocationException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    MalformedLocationException(String message) {
      super(message);
    }
  }

  /**
   * Reads {@code /path}, {@code local:/path}, {@code s3:https://host/bucket/prefix} and {@code
   * s3:host/bucket/prefix} (which means https).
   */
  static BackendLocation parse(String text) {
    return LocationReader.read(text);
  }
}

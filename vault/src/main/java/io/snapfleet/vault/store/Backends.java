package io.snapfleet.vault.store;

import io.snapfleet.vault.store.BackendLocation.Local;
import io.snapfleet.vault.store.BackendLocation.S3;
import io.snapfleet.vault.store.RetryingBackend.Patience;
import java.nio.file.Path;
import java.time.Clock;
import java.util.function.Supplier;

/** Opens the backend of a location; S3 with retries, a directory without. */
public final class Backends {
  private final Supplier<S3Settings> settings;
  private final Clock clock;

  /** The settings are asked for only where a location is in S3. */
  public Backends(Supplier<S3Settings> settings, Clock clock) {
    this.settings = settings;
    this.clock = clock;
  }

  /** For a repository that is there; proves at once that all it takes is allowed. */
  public Backend open(BackendLocation location) {
    return location instanceof S3 s3
        ? retrying(S3Backend.open(s3, settings.get(), clock))
        : LocalBackend.open(directory(location));
  }

  /** For a repository that is only read. */
  public Backend openForReading(BackendLocation location) {
    return location instanceof S3 s3
        ? retrying(S3Backend.openForReading(s3, settings.get(), clock))
        : LocalBackend.open(directory(location));
  }

  /** For a repository that is about to be made; ALREADY_THERE when there is one. */
  public Backend create(BackendLocation location) {
    return location instanceof S3 s3
        ? retrying(S3Backend.create(s3, settings.get(), clock))
        : LocalBackend.create(directory(location));
  }

  /** Not by a switch over types: the first of those costs every start of a command dearly. */
  private static Path directory(BackendLocation location) {
    return ((Local) location).directory();
  }

  private static Backend retrying(Backend backend) {
    return new RetryingBackend(backend, Patience.DEFAULT);
  }
}

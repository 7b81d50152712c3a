package io.snapfleet.cli.vault;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which repository, and how it is opened. */
final class RepositoryOptions {
  @Parameters(
      index = "0",
      paramLabel = "REPOSITORY",
      description = "A directory, or s3:https://HOST/BUCKET/PREFIX.")
  private String location = "";

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description =
          "A file with the password. Else RESTIC_PASSWORD_COMMAND, RESTIC_PASSWORD_FILE or"
              + " RESTIC_PASSWORD says it, or the terminal is asked.")
  private @Nullable Path passwordFile;

  @Option(
      names = "--cache-dir",
      paramLabel = "DIR",
      description = "Where notes are kept that make the next backup faster.")
  private @Nullable Path cacheDirectory;

  @Option(names = "--no-cache", description = "Keep no notes and use none.")
  private boolean noCache;

  @Option(
      names = "--retry-lock",
      paramLabel = "SECONDS",
      description = "How long to wait for a repository that another has locked; 0 unless given.")
  private long retryLockSeconds;

  String location() {
    return location;
  }

  @Nullable Path passwordFile() {
    return passwordFile;
  }

  @Nullable Path cacheDirectory() {
    return cacheDirectory;
  }

  boolean noCache() {
    return noCache;
  }

  Duration lockPatience() {
    return Duration.ofSeconds(retryLockSeconds);
  }
}

package io.snapfleet.vault.store;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Proves on opening, with a small object of its own, what a repository needs: the bucket, the
 * rights to put, get, list and delete, a clock that agrees, and whether puts on condition work.
 */
final class S3Probe {
  /** Begins the names of probes; a probe that stayed behind is a leftover. */
  static final String NAME = "snapfleet-probe-";

  private static final ByteBuffer CONTENT = ByteBuffer.wrap(new byte[] {'o', 'k', '\n'});

  /** What S3 itself allows; beyond it other computers also take our locks for abandoned. */
  private static final Duration SKEW = Duration.ofMinutes(15);

  private final S3Bucket bucket;
  private final S3Upload upload;
  private final Clock clock;

  S3Probe(S3Bucket bucket, S3Upload upload, Clock clock) {
    this.bucket = bucket;
    this.upload = upload;
    this.clock = clock;
  }

  void proveReading() {
    var answer =
        bucket.call(
            "list",
            "objects",
            client ->
                client.listObjectsV2(
                    request -> request.bucket(bucket.name()).prefix(bucket.key("")).maxKeys(1)));
    refuseWrongClock(answer.sdkHttpResponse().firstMatchingHeader("Date"));
  }

  void proveWriting() {
    proveReading();
    String probe =
        NAME + Long.toString(ThreadLocalRandom.current().nextLong() >>> 1, Character.MAX_RADIX);
    upload.put(probe, CONTENT);
    try {
      learnWhetherConditionsWork(probe);
      read(probe);
    } finally {
      delete(probe);
    }
  }

  private void learnWhetherConditionsWork(String probe) {
    try {
      upload.put(probe, CONTENT);
      upload.lookFirst();
    } catch (StoreException refused) {
      if (refused.kind() != StoreException.Kind.ALREADY_THERE) {
        throw refused;
      }
    }
  }

  private void read(String probe) {
    byte[] read =
        bucket.call(
            "get",
            probe,
            client ->
                client
                    .getObjectAsBytes(
                        request -> request.bucket(bucket.name()).key(bucket.key(probe)))
                    .asByteArray());
    if (!ByteBuffer.wrap(read).equals(CONTENT)) {
      throw bucket.errors().corrupt(probe, "reads differently from what was written");
    }
  }

  private void delete(String probe) {
    bucket.call(
        "delete",
        probe,
        client ->
            client.deleteObject(request -> request.bucket(bucket.name()).key(bucket.key(probe))));
  }

  private void refuseWrongClock(Optional<String> date) {
    date.flatMap(S3Probe::parse)
        .map(theirs -> Duration.between(theirs, clock.instant()))
        .filter(skew -> skew.abs().compareTo(SKEW) > 0)
        .ifPresent(
            skew -> {
              throw new StoreException(
                  StoreException.Kind.DENIED,
                  "This computer's clock is %d minutes %s that of %s; set it (timedatectl set-ntp true)."
                      .formatted(
                          skew.abs().toMinutes(),
                          skew.isNegative() ? "behind" : "ahead of",
                          bucket.location().endpoint()));
            });
  }

  private static Optional<Instant> parse(String date) {
    try {
      return Optional.of(
          ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeException unreadable) {
      return Optional.empty();
    }
  }
}

package io.snapfleet.vault.store;

import io.snapfleet.vault.store.BackendLocation.S3;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyExistsException;
import software.amazon.awssdk.services.s3.model.BucketAlreadyOwnedByYouException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A repository in a bucket, laid out as restic does. Thread-safe, also between computers. */
public final class S3Backend implements Backend {
  private final S3Bucket bucket;
  private final S3Upload upload;
  private final S3Leftovers leftovers;

  private S3Backend(S3Bucket bucket, S3Settings settings) {
    this.bucket = bucket;
    this.upload = new S3Upload(bucket, settings.multipartFrom());
    this.leftovers = new S3Leftovers(bucket);
  }

  /** Opens for reading and writing, after proving that all it takes is allowed. */
  public static S3Backend open(S3 location, S3Settings settings, Clock clock) {
    return opened(location, settings, backend -> backend.probe(clock).proveWriting());
  }

  /** Opens for reading alone, with credentials that may do no more than that. */
  public static S3Backend openForReading(S3 location, S3Settings settings, Clock clock) {
    return opened(location, settings, backend -> backend.probe(clock).proveReading());
  }

  /** As open, for a repository that is about to be made; makes the bucket when it is missing. */
  public static S3Backend create(S3 location, S3Settings settings, Clock clock) {
    return opened(
        location,
        settings,
        backend -> {
          backend.createBucketIfMissing();
          backend.probe(clock).proveWriting();
          backend.refuseExisting();
        });
  }

  @Override
  public void save(Kind kind, String name, ByteBuffer... parts) {
    upload.put(FileNames.path(kind, name), parts);
  }

  @Override
  public ByteBuffer load(Kind kind, String name, long offset, int length) {
    String path = FileNames.path(kind, name);
    byte[] bytes =
        bucket.call(
            "get",
            path,
            client ->
                client
                    .getObjectAsBytes(
                        request ->
                            request
                                .bucket(bucket.name())
                                .key(bucket.key(path))
                                .range(range(offset, length)))
                    .asByteArrayUnsafe());
    if (length != 0 && bytes.length != length) {
      throw bucket
          .errors()
          .corrupt(path, "gave %d bytes where %d were asked for".formatted(bytes.length, length));
    }
    return ByteBuffer.wrap(bytes);
  }

  @Override
  public List<Entry> list(Kind kind) {
    String directory = bucket.key(kind == Kind.CONFIG ? "config" : kind.directory() + "/");
    return bucket.call(
        "list",
        kind.directory(),
        client -> {
          List<Entry> entries = new ArrayList<>();
          client
              .listObjectsV2Paginator(request -> request.bucket(bucket.name()).prefix(directory))
              .contents()
              .forEach(object -> addEntry(entries, kind, object.key(), object.size()));
          return entries;
        });
  }

  @Override
  public long size(Kind kind, String name) {
    String path = FileNames.path(kind, name);
    return bucket.call(
        "look at",
        path,
        client ->
            client
                .headObject(request -> request.bucket(bucket.name()).key(bucket.key(path)))
                .contentLength());
  }

  @Override
  public void delete(Kind kind, String name) {
    String path = FileNames.path(kind, name);
    try {
      bucket.client().deleteObject(request -> request.bucket(bucket.name()).key(bucket.key(path)));
    } catch (S3Exception answer) {
      if (!S3Errors.isMissing(answer) || S3Errors.isMissingBucket(answer)) {
        throw bucket.errors().explain("delete", path, answer);
      }
    } catch (SdkException failed) {
      throw bucket.errors().explain("delete", path, failed);
    }
  }

  @Override
  public List<Leftover> leftovers(Instant before) {
    return Stream.concat(leftovers.probes(before), leftovers.uploads(before)).toList();
  }

  @Override
  public void deleteLeftover(Leftover leftover) {
    leftovers.delete(leftover);
  }

  @Override
  public String location() {
    return bucket.location().toString();
  }

  @Override
  public void close() {
    bucket.close();
  }

  private static S3Backend opened(
      S3 location, S3Settings settings, java.util.function.Consumer<S3Backend> prove) {
    S3Backend backend = new S3Backend(new S3Bucket(location, settings), settings);
    try {
      prove.accept(backend);
      return backend;
    } catch (StoreException refused) {
      backend.close();
      throw refused;
    }
  }

  private S3Probe probe(Clock clock) {
    return new S3Probe(bucket, upload, clock);
  }

  private void createBucketIfMissing() {
    try {
      bucket.client().headBucket(request -> request.bucket(bucket.name()));
    } catch (S3Exception answer) {
      if (S3Errors.isMissing(answer)) {
        createBucket();
      }
    } catch (SdkException failed) {
      throw bucket.errors().explain("look for", "the bucket", failed);
    }
  }

  private void createBucket() {
    try {
      bucket.client().createBucket(request -> request.bucket(bucket.name()));
    } catch (BucketAlreadyOwnedByYouException | BucketAlreadyExistsException meanwhile) {
      return;
    } catch (SdkException failed) {
      throw bucket.errors().explain("create", "the bucket", failed);
    }
  }

  private void refuseExisting() {
    if (!list(Kind.CONFIG).isEmpty()) {
      throw new StoreException(
          StoreException.Kind.ALREADY_THERE,
          "There is already a repository in %s; use it, or choose another place."
              .formatted(location()));
    }
  }

  private void addEntry(List<Entry> entries, Kind kind, String key, long size) {
    String name = key.substring(key.lastIndexOf('/') + 1);
    if (kind == Kind.CONFIG && bucket.path(key).equals("config")) {
      entries.add(new Entry("", size));
    } else if (kind != Kind.CONFIG && FileNames.isName(name)) {
      entries.add(new Entry(name, size));
    }
  }

  private static @org.jspecify.annotations.Nullable String range(long offset, int length) {
    if (length != 0) {
      return "bytes=%d-%d".formatted(offset, offset + length - 1);
    }
    return offset == 0 ? null : "bytes=" + offset + "-";
  }
}

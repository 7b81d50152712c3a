package io.snapfleet.vault.store;

import io.snapfleet.vault.store.Backend.Leftover;
import java.time.Instant;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** What killed writers left in a bucket: uploads in parts that nobody finished, and probes. */
final class S3Leftovers {
  private static final String UPLOAD = "?uploadId=";

  private final S3Bucket bucket;

  S3Leftovers(S3Bucket bucket) {
    this.bucket = bucket;
  }

  Stream<Leftover> probes(Instant before) {
    return bucket.call(
        "list",
        "probes",
        client ->
            client
                .listObjectsV2Paginator(
                    request -> request.bucket(bucket.name()).prefix(bucket.key(S3Probe.NAME)))
                .contents()
                .stream()
                .filter(object -> object.lastModified().isBefore(before))
                .map(
                    object ->
                        new Leftover(
                            bucket.path(object.key()), object.size(), object.lastModified()))
                .toList()
                .stream());
  }

  Stream<Leftover> uploads(Instant before) {
    try {
      return bucket
          .client()
          .listMultipartUploadsPaginator(
              request -> request.bucket(bucket.name()).prefix(bucket.key("")))
          .uploads()
          .stream()
          .filter(upload -> isRepositoryFile(bucket.path(upload.key())))
          .filter(upload -> upload.initiated().isBefore(before))
          .map(this::leftover)
          .toList()
          .stream();
    } catch (S3Exception answer) {
      if (S3Errors.isNotImplemented(answer)) {
        return Stream.of();
      }
      throw bucket.errors().explain("list", "unfinished uploads", answer);
    } catch (SdkException failed) {
      throw bucket.errors().explain("list", "unfinished uploads", failed);
    }
  }

  void delete(Leftover leftover) {
    int mark = leftover.name().indexOf(UPLOAD);
    if (mark >= 0) {
      abort(leftover.name().substring(0, mark), leftover.name().substring(mark + UPLOAD.length()));
    } else if (leftover.name().startsWith(S3Probe.NAME)) {
      bucket.call(
          "delete",
          leftover.name(),
          client ->
              client.deleteObject(
                  request -> request.bucket(bucket.name()).key(bucket.key(leftover.name()))));
    } else {
      throw new IllegalArgumentException(leftover.name() + " is no leftover of a killed writer.");
    }
  }

  private void abort(String path, String upload) {
    try {
      bucket
          .client()
          .abortMultipartUpload(
              request -> request.bucket(bucket.name()).key(bucket.key(path)).uploadId(upload));
    } catch (S3Exception answer) {
      if (!S3Errors.isMissing(answer)) {
        throw bucket.errors().explain("abort the upload of", path, answer);
      }
    } catch (SdkException failed) {
      throw bucket.errors().explain("abort the upload of", path, failed);
    }
  }

  private Leftover leftover(MultipartUpload upload) {
    return new Leftover(
        bucket.path(upload.key()) + UPLOAD + upload.uploadId(), 0, upload.initiated());
  }

  private static boolean isRepositoryFile(String path) {
    return path.equals("config") || FileNames.isName(path.substring(path.lastIndexOf('/') + 1));
  }
}

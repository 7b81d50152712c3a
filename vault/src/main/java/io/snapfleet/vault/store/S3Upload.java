package io.snapfleet.vault.store;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Puts objects that must not replace others. Where the endpoint takes puts on condition it sees to
 * that itself; elsewhere we look first, and two writers of one name at one moment both succeed.
 */
final class S3Upload {
  private static final String NONE_EXISTS = "*";
  private static final int PART = 16 * 1024 * 1024;
  private static final String TYPE = "application/octet-stream";

  private final S3Bucket bucket;
  private final int multipartFrom;
  private volatile boolean conditional = true;

  S3Upload(S3Bucket bucket, int multipartFrom) {
    this.bucket = bucket;
    this.multipartFrom = multipartFrom;
  }

  /** The endpoint was seen to replace an object that it was told not to replace. */
  void lookFirst() {
    conditional = false;
  }

  void put(String path, ByteBuffer... parts) {
    if (!conditional) {
      refuseTaken(path);
    }
    try {
      send(path, parts);
    } catch (AwsServiceException answer) {
      retryWithoutCondition(path, answer, parts);
    } catch (SdkException failed) {
      throw bucket.errors().explain("put", path, failed);
    }
  }

  private void retryWithoutCondition(String path, AwsServiceException answer, ByteBuffer... parts) {
    if (S3Errors.isTaken(answer)) {
      throw taken(path, answer);
    }
    if (!conditional || !S3Errors.knowsNoConditions(answer)) {
      throw bucket.errors().explain("put", path, answer);
    }
    conditional = false;
    put(path, parts);
  }

  private void send(String path, ByteBuffer... parts) {
    long length = BufferStream.length(parts);
    if (length >= multipartFrom) {
      sendInParts(path, length, parts);
    } else {
      sendWhole(path, length, parts);
    }
  }

  private void sendWhole(String path, long length, ByteBuffer... parts) {
    bucket
        .client()
        .putObject(
            request ->
                request
                    .bucket(bucket.name())
                    .key(bucket.key(path))
                    .ifNoneMatch(condition())
                    .contentMD5(md5(parts)),
            body(length, parts));
  }

  private void sendInParts(String path, long length, ByteBuffer... parts) {
    S3Client client = bucket.client();
    String key = bucket.key(path);
    String upload =
        client
            .createMultipartUpload(
                request -> request.bucket(bucket.name()).key(key).contentType(TYPE))
            .uploadId();
    try {
      List<CompletedPart> sent = sendParts(key, upload, length, parts);
      client.completeMultipartUpload(
          request ->
              request
                  .bucket(bucket.name())
                  .key(key)
                  .uploadId(upload)
                  .ifNoneMatch(condition())
                  .multipartUpload(whole -> whole.parts(sent)));
    } catch (SdkException failed) {
      abort(key, upload, failed);
      throw failed;
    }
  }

  private List<CompletedPart> sendParts(
      String key, String upload, long length, ByteBuffer... parts) {
    int size = Math.min(PART, multipartFrom);
    List<CompletableFuture<CompletedPart>> sending = new ArrayList<>();
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (long offset = 0; offset < length; offset += size) {
        sending.add(
            sendPart(
                threads, key, upload, sending.size() + 1, BufferStream.range(parts, offset, size)));
      }
      return sending.stream().map(CompletableFuture::join).toList();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof SdkException refused ? refused : failed;
    }
  }

  private CompletableFuture<CompletedPart> sendPart(
      Executor threads, String key, String upload, int number, ByteBuffer... part) {
    return CompletableFuture.supplyAsync(
        () -> {
          String tag =
              bucket
                  .client()
                  .uploadPart(
                      request ->
                          request
                              .bucket(bucket.name())
                              .key(key)
                              .uploadId(upload)
                              .partNumber(number)
                              .contentMD5(md5(part)),
                      body(BufferStream.length(part), part))
                  .eTag();
          return CompletedPart.builder().partNumber(number).eTag(tag).build();
        },
        threads);
  }

  /** An upload that cannot be aborted is a leftover, which prune finds. */
  private void abort(String key, String upload, SdkException because) {
    try {
      bucket
          .client()
          .abortMultipartUpload(request -> request.bucket(bucket.name()).key(key).uploadId(upload));
    } catch (SdkException left) {
      because.addSuppressed(left);
    }
  }

  private void refuseTaken(String path) {
    try {
      bucket.client().headObject(request -> request.bucket(bucket.name()).key(bucket.key(path)));
    } catch (AwsServiceException answer) {
      if (S3Errors.isMissing(answer)) {
        return;
      }
      throw bucket.errors().explain("look for", path, answer);
    } catch (SdkException failed) {
      throw bucket.errors().explain("look for", path, failed);
    }
    throw taken(path, null);
  }

  private StoreException taken(String path, @Nullable Throwable cause) {
    return new StoreException(
        StoreException.Kind.ALREADY_THERE,
        "%s exists in %s and was left as it is.".formatted(path, bucket.location()),
        cause);
  }

  private @Nullable String condition() {
    return conditional ? NONE_EXISTS : null;
  }

  private static RequestBody body(long length, ByteBuffer... parts) {
    return RequestBody.fromContentProvider(() -> new BufferStream(parts), length, TYPE);
  }

  private static String md5(ByteBuffer... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      for (ByteBuffer part : parts) {
        digest.update(part.duplicate());
      }
      return Base64.getEncoder().encodeToString(digest.digest());
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has MD5.", impossible);
    }
  }
}

package io.snapfleet.vault.store;

import io.snapfleet.vault.store.BackendLocation.S3;
import java.net.URI;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/** An S3 endpoint on this computer that keeps its objects in memory. */
public final class S3Endpoint implements AutoCloseable {
  public static final S3Credentials CREDENTIALS =
      new S3Credentials("local-identity", "local-credential", null);

  private final S3Proxy proxy;
  private final TransientNio2BlobStore objects;

  private S3Endpoint(S3Proxy proxy, TransientNio2BlobStore objects) {
    this.proxy = proxy;
    this.objects = objects;
  }

  public static S3Endpoint start() throws Exception {
    TransientNio2BlobStore objects = new TransientNio2BlobStore();
    S3Proxy proxy =
        S3Proxy.builder()
            .blobStore(objects)
            .endpoint(URI.create("http://127.0.0.1:0"))
            .awsAuthentication(
                AuthenticationType.AWS_V2_OR_V4, CREDENTIALS.accessKey(), CREDENTIALS.secretKey())
            .build();
    proxy.start();
    return new S3Endpoint(proxy, objects);
  }

  public TransientNio2BlobStore objects() {
    return objects;
  }

  public S3 location(String bucket, String prefix) {
    return new S3(URI.create("http://127.0.0.1:" + proxy.getPort()), bucket, prefix);
  }

  public static S3Settings settings() {
    return new S3Settings(CREDENTIALS, null);
  }

  @Override
  public void close() throws Exception {
    proxy.stop();
  }
}

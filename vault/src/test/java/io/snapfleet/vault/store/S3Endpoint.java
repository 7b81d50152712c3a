package io.snapfleet.vault.store;

import io.snapfleet.vault.store.BackendLocation.S3;
import java.net.URI;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
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
    return start(builder -> builder.endpoint(URI.create("http://127.0.0.1:0")));
  }

  /**
   * One that is spoken to over TLS.
   *
   * @param keys a key store with its key and certificate
   */
  static S3Endpoint startSecure(Path keys, String password) throws Exception {
    return start(
        builder ->
            builder
                .secureEndpoint(URI.create("https://127.0.0.1:0"))
                .keyStore(keys.toString(), password));
  }

  private static S3Endpoint start(UnaryOperator<S3Proxy.Builder> listening) throws Exception {
    TransientNio2BlobStore objects = new TransientNio2BlobStore();
    S3Proxy proxy =
        listening
            .apply(S3Proxy.builder().blobStore(objects))
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
    boolean secure = proxy.getPort() < 0;
    String address =
        secure
            ? "https://127.0.0.1:" + proxy.getSecurePort()
            : "http://127.0.0.1:" + proxy.getPort();
    return new S3(URI.create(address), bucket, prefix);
  }

  public static S3Settings settings() {
    return new S3Settings(CREDENTIALS, null);
  }

  @Override
  public void close() throws Exception {
    proxy.stop();
  }
}

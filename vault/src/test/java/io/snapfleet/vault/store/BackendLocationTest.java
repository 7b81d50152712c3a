package io.snapfleet.vault.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.vault.store.BackendLocation.Local;
import io.snapfleet.vault.store.BackendLocation.MalformedLocationException;
import io.snapfleet.vault.store.BackendLocation.S3;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BackendLocationTest {

  @ParameterizedTest
  @ValueSource(strings = {"/srv/vault", "local:/srv/vault", " /srv/vault ", "/srv/./x/../vault/"})
  void aPathIsADirectory(String text) {
    assertThat(BackendLocation.parse(text)).isEqualTo(new Local(Path.of("/srv/vault")));
  }

  @Test
  void aRelativePathIsMadeAbsolute() {
    assertThat(BackendLocation.parse("vault"))
        .isEqualTo(new Local(Path.of("vault").toAbsolutePath()));
  }

  @ParameterizedTest
  @CsvSource({
    "s3:https://host/bucket/a/b, https://host, bucket, a/b",
    "s3:https://host/bucket/a/b/, https://host, bucket, a/b",
    "s3:http://127.0.0.1:9000/bucket, http://127.0.0.1:9000, bucket, ''",
    "s3:s3.eu-west-1.amazonaws.com/bucket/x, https://s3.eu-west-1.amazonaws.com, bucket, x",
    "s3://host/bucket, https://host, bucket, ''"
  })
  void s3IsWrittenAsResticWritesIt(String text, URI endpoint, String bucket, String prefix) {
    S3 location = new S3(endpoint, bucket, prefix);

    assertThat(BackendLocation.parse(text)).isEqualTo(location);
    assertThat(BackendLocation.parse(location.toString())).isEqualTo(location);
  }

  @ParameterizedTest
  @CsvSource({
    "'', /path/of/the/repository",
    "local:, local:/path/of/the/repository",
    "s3:https://host, s3:https://host/bucket/prefix",
    "s3:, s3:https://host/bucket/prefix",
    "https://host/bucket, s3:https://host/bucket",
    "file:///srv/vault, /srv/vault",
    "S3:https://host/bucket, s3:https://host/bucket/prefix",
    "sftp:me@host:/srv, (/path)",
    "what:ever, local:what:ever"
  })
  void whatIsNoLocationIsToldTheNearestRightForm(String text, String right) {
    assertThatThrownBy(() -> BackendLocation.parse(text))
        .isInstanceOf(MalformedLocationException.class)
        .hasMessageContaining(right)
        .message()
        .endsWith(".");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3:https://key:s3cr3t@host/bucket",
        "https://key:s3cr3t@host/bucket",
        "s3:key:s3cr3t@host/b"
      })
  void credentialsInALocationAreRefusedAndNotRepeated(String text) {
    assertThatThrownBy(() -> BackendLocation.parse(text))
        .isInstanceOf(MalformedLocationException.class)
        .message()
        .doesNotContain("s3cr3t");
  }
}

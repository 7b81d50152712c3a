package io.snapfleet.digitalocean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.provider.api.BootIdentity;
import io.snapfleet.provider.api.ProviderException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class UserDataTest {
  private static final String PRIVATE = "-----BEGIN KEY-----\nab\"c\\d\n-----END KEY-----\n";

  private static final BootIdentity IDENTITY =
      new BootIdentity("web-1", PRIVATE, "ssh-ed25519 AAAA", List.of("ssh-ed25519 BBBB me"));

  @Test
  void identityAndMountsAreWhatCloudInitReads() {
    String text =
        UserData.of(IDENTITY, List.of(new UserData.MountedVolume("blog-data", "/srv/data")), "");

    assertThat(text).startsWith("#cloud-config\n");
    JsonNode config = JsonMapper.shared().readTree(text.substring("#cloud-config\n".length()));
    assertThat(config.at("/hostname").stringValue()).isEqualTo("web-1");
    assertThat(config.at("/ssh_keys/ed25519_private").stringValue()).isEqualTo(PRIVATE);
    assertThat(config.at("/ssh_keys/ed25519_public").stringValue()).isEqualTo("ssh-ed25519 AAAA");
    assertThat(config.at("/ssh_deletekeys").booleanValue()).isTrue();
    assertThat(config.at("/ssh_genkeytypes")).isEmpty();
    assertThat(config.at("/users/0/name").stringValue()).isEqualTo("root");
    assertThat(config.at("/users/0/ssh_authorized_keys/0").stringValue())
        .isEqualTo("ssh-ed25519 BBBB me");
    assertThat(config.at("/mounts/0/0").stringValue())
        .isEqualTo("/dev/disk/by-id/scsi-0DO_Volume_blog-data");
    assertThat(config.at("/mounts/0/1").stringValue()).isEqualTo("/srv/data");
    assertThat(config.at("/bootcmd/0/0").stringValue()).isEqualTo("cloud-init-per");
  }

  @Test
  void moreThanTheVendorTakesIsRefusedWithoutTheKey() {
    BootIdentity identity =
        new BootIdentity("web-1", PRIVATE, "ssh-ed25519 AAAA", List.of("x".repeat(70_000)));

    assertThatThrownBy(() -> UserData.of(identity, List.of(), ""))
        .isInstanceOf(ProviderException.Permanent.class)
        .hasMessageContaining("64 KiB")
        .hasMessageNotContaining("BEGIN KEY");
  }

  @Test
  void othersUserDataComeFirstAndTheIdentityIsMergedIntoThem() {
    String text = UserData.of(IDENTITY, List.of(), "#!/bin/sh\ndate\n");

    assertThat(text).startsWith("#cloud-config-archive\n");
    JsonNode parts =
        JsonMapper.shared().readTree(text.substring("#cloud-config-archive\n".length()));
    assertThat(parts.at("/0/content").stringValue()).isEqualTo("#!/bin/sh\ndate\n");
    assertThat(parts.at("/0/type").isMissingNode()).isTrue();
    assertThat(parts.at("/1/type").stringValue()).isEqualTo("text/cloud-config");
    assertThat(parts.at("/1/Merge-Type").stringValue()).contains("no_replace", "list(append)");
    assertThat(parts.at("/1/content").stringValue())
        .isEqualTo(UserData.of(IDENTITY, List.of(), ""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "echo hello",
        "#include\nhttps://example.com/",
        "#cloud-config-archive\n[]",
        "MIME-Version: 1.0\n"
      })
  void userDataThatAreNoPartAreRefused(String others) {
    assertThatThrownBy(() -> UserData.of(IDENTITY, List.of(), others))
        .isInstanceOf(ProviderException.Permanent.class)
        .hasMessageContaining("#cloud-config");
  }

  @Test
  void fingerprintIsTheMd5OfTheKey() {
    assertThat(LoginKeys.fingerprint(TestCloud.KEY))
        .isEqualTo(LoginKeys.fingerprint(TestCloud.KEY.replace(" test", " other comment")))
        .matches("([0-9a-f]{2}:){15}[0-9a-f]{2}");
    assertThatThrownBy(() -> LoginKeys.fingerprint("nokey"))
        .isInstanceOf(ProviderException.Permanent.class);
  }
}

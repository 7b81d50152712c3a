package io.snapfleet.devcloud.machine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UserDataTest {
  @Test
  void identityAndMountsAreReadFromACloudConfig() {
    UserData data =
        UserData.parse(
            """
            #cloud-config
            hostname: blog-web-1
            ssh_keys:
              ed25519_private: |
                -----BEGIN OPENSSH PRIVATE KEY-----
              ed25519_public: ssh-ed25519 AAAA
            users:
              - default
              - name: root
                ssh_authorized_keys: [ssh-ed25519 BBBB, ssh-ed25519 CCCC]
              - name: other
                ssh_authorized_keys: [ssh-ed25519 DDDD]
            mounts:
              - [/dev/disk/by-id/scsi-0DO_Volume_blog-data, /var/lib/mysql, ext4]
              - [swap, null]
            runcmd: [date]
            """);

    assertThat(data.hostName()).isEqualTo("blog-web-1");
    assertThat(data.hostKeyPrivate()).startsWith("-----BEGIN OPENSSH");
    assertThat(data.hostKeyPublic()).isEqualTo("ssh-ed25519 AAAA");
    assertThat(data.authorizedKeys()).containsExactly("ssh-ed25519 BBBB", "ssh-ed25519 CCCC");
    assertThat(data.mounts()).containsExactly(new UserData.Mount("blog-data", "/var/lib/mysql"));
    assertThat(data.toString()).doesNotContain("PRIVATE");
  }

  @Test
  void jsonIsYamlToo() {
    assertThat(UserData.parse("#cloud-config\n{\"hostname\": \"a\"}").hostName()).isEqualTo("a");
  }

  @Test
  void partsOfAnArchiveAddToEachOther() {
    UserData data =
        UserData.parse(
            """
            #cloud-config-archive
            - "#!/bin/sh"
            - content: |
                #cloud-config
                hostname: first
                users: [{name: root, ssh_authorized_keys: [ssh-ed25519 BBBB]}]
            - type: text/cloud-config
              content: |
                #cloud-config
                hostname: second
                ssh_keys: {ed25519_private: secret, ed25519_public: ssh-ed25519 AAAA}
                users: [{name: root, ssh_authorized_keys: [ssh-ed25519 CCCC]}]
            """);

    assertThat(data.hostName()).isEqualTo("first");
    assertThat(data.hostKeyPublic()).isEqualTo("ssh-ed25519 AAAA");
    assertThat(data.authorizedKeys()).containsExactly("ssh-ed25519 BBBB", "ssh-ed25519 CCCC");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "#!/bin/sh\ndate", "#cloud-config\n- a list", "#cloud-config\n{: bad"})
  void anyOtherUserDataSaysNothing(String text) {
    assertThat(UserData.parse(text).hostName()).isEmpty();
    assertThat(UserData.parse(text).authorizedKeys()).isEmpty();
  }
}

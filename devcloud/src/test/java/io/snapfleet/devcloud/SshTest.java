package io.snapfleet.devcloud;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Simulated droplets, as OpenSSH's own client finds them. */
class SshTest extends CloudTest {
  private static final int NOT_LET_IN = 255;

  @TempDir Path keys;

  @Override
  DevCloudSettings settings() {
    return super.settings().withSsh();
  }

  @Test
  void eachDropletHasTheHostKeyOfItsUserDataAndLetsInItsKeysAlone() throws Exception {
    Path key = newKey("login");
    Path otherKey = newKey("other-login");
    Path hostKey = newKey("host");
    Path otherHostKey = newKey("other-host");
    String one = address(start("web-1", hostKey, key));
    String other = address(start("web-2", otherHostKey, otherKey));

    assertThat(ssh(one, hostKey, key)).isZero();
    assertThat(ssh(other, otherHostKey, otherKey)).isZero();
    assertThat(ssh(one, hostKey, otherKey)).as("with another's key").isEqualTo(NOT_LET_IN);
    assertThat(ssh(one, otherHostKey, key)).as("where another is").isEqualTo(NOT_LET_IN);
  }

  @Test
  void aDropletAnswersAfterARestartAndNoMoreWhenItIsGone() throws Exception {
    Path key = newKey("login");
    Path hostKey = newKey("host");
    String droplet = start("web-1", hostKey, key);
    String address = address(droplet);
    close();
    open();
    assertThat(ssh(address, hostKey, key)).isZero();

    api.delete("/v2/droplets/" + droplet);

    assertThat(ssh(address, hostKey, key)).isEqualTo(NOT_LET_IN);
  }

  @Test
  void aKeyOfTheAccountLetsInToo() throws Exception {
    Path key = newKey("login");
    Path accountKey = newKey("account");
    Path hostKey = newKey("host");
    String id =
        api.post(
                "/v2/account/keys",
                JsonMapper.shared()
                    .writeValueAsString(Map.of("name", "mine", "public_key", line(accountKey))))
            .text("/ssh_key/id");
    String droplet = order("web-1", hostKey, key, List.of(Long.valueOf(id)));

    assertThat(ssh(address(droplet), hostKey, accountKey)).isZero();
  }

  private String start(String name, Path hostKey, Path key) throws Exception {
    return order(name, hostKey, key, List.of());
  }

  private String order(String name, Path hostKey, Path key, List<Long> accountKeys)
      throws Exception {
    Map<String, Object> config =
        Map.of(
            "hostname",
            name,
            "ssh_keys",
            Map.of("ed25519_private", Files.readString(hostKey), "ed25519_public", line(hostKey)),
            "users",
            List.of(Map.of("name", "root", "ssh_authorized_keys", List.of(line(key)))));
    Map<String, Object> order =
        Map.of(
            "name",
            name,
            "region",
            "lon1",
            "size",
            "s-1vcpu-1gb",
            "image",
            "debian-12-x64",
            "ssh_keys",
            accountKeys,
            "user_data",
            "#cloud-config\n" + JsonMapper.shared().writeValueAsString(config));
    String id =
        api.post("/v2/droplets", JsonMapper.shared().writeValueAsString(order)).text("/droplet/id");
    clock.advance(BOOT);
    return id;
  }

  private String address(String droplet) {
    for (JsonNode network : api.get("/v2/droplets/" + droplet).at("/droplet/networks/v4")) {
      if (network.get("type").asString().equals("public")) {
        return network.get("ip_address").asString();
      }
    }
    throw new AssertionError("droplet " + droplet + " has no public address");
  }

  private Path newKey(String name) throws Exception {
    Path file = keys.resolve(name);
    List<String> words =
        List.of("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", file.toString());
    assertThat(Program.run(keys, Map.of(), words).status()).isZero();
    return file;
  }

  private static String line(Path key) throws Exception {
    return Files.readString(key.resolveSibling(key.getFileName() + ".pub")).strip();
  }

  /** The exit status of a command that succeeds wherever it is run. */
  private int ssh(String address, Path hostKey, Path key) throws Exception {
    Path known = Files.createTempFile(keys, "known", "");
    Files.writeString(known, address + " " + line(hostKey) + "\n");
    List<String> words =
        List.of(
            "ssh",
            "-F",
            "none",
            "-i",
            key.toString(),
            "-o",
            "IdentitiesOnly=yes",
            "-o",
            "BatchMode=yes",
            "-o",
            "ConnectTimeout=20",
            "-o",
            "StrictHostKeyChecking=yes",
            "-o",
            "UserKnownHostsFile=" + known,
            "-o",
            "GlobalKnownHostsFile=/dev/null",
            "root@" + address,
            "apt-get install nginx");
    return Program.run(keys, Map.of(), words).status();
  }
}

package io.snapfleet.devcloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.snapfleet.devcloud.Program.Outcome;
import io.snapfleet.devcloud.contract.OpenApiContract;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clients that somebody else wrote, from Debian's packages {@code packer} and {@code
 * python3-digitalocean}.
 */
class WitnessTest {
  private final OpenApiContract contract = OpenApiContract.ofAnswersAlone();
  @TempDir Path directory;
  private DevCloud cloud;
  private ApiClient api;

  @BeforeEach
  void open() {
    cloud = DevCloud.start(DevCloudSettings.in(directory.resolve("cloud")));
    cloud.listen(contract);
    api = new ApiClient(cloud.endpoint(), cloud.token());
  }

  @AfterEach
  void close() {
    api.close();
    cloud.close();
    contract.assertKept();
  }

  @Test
  void packerBuildsASnapshotAndCleansUp() throws Exception {
    Path template = directory.resolve("template.json");
    Files.writeString(
        template,
        """
        {"builders": [{
          "type": "digitalocean", "api_url": "%s", "api_token": "%s",
          "region": "lon1", "size": "s-1vcpu-1gb", "image": "debian-12-x64",
          "droplet_name": "packer-build", "snapshot_name": "blog-base",
          "snapshot_regions": ["lon1", "fra1"],
          "tags": ["packer"], "communicator": "none"
        }]}
        """
            .formatted(cloud.endpoint(), cloud.token()));

    Outcome packer =
        Program.run(
            directory,
            Map.of("PACKER_CONFIG_DIR", directory.toString(), "CHECKPOINT_DISABLE", "1"),
            List.of("packer", "build", "-color=false", template.toString()));

    assertThat(packer.status()).as(packer.output()).isZero();
    assertThat(api.get("/v2/images?private=true").text("/images/0/name")).isEqualTo("blog-base");
    // It does not wait for the transfer that it began.
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> api.get("/v2/images?private=true").at("/images/0/regions").size() == 2);
    assertThat(api.get("/v2/droplets").at("/droplets").size()).isZero();
    assertThat(api.get("/v2/account/keys").at("/ssh_keys").size()).isZero();
  }

  @Test
  void pythonsClientListsWhatThereIs() throws Exception {
    api.post("/v2/droplets", CloudTest.droplet("web-1"));
    Path script = directory.resolve("list.py");
    Files.writeString(
        script,
        """
        import digitalocean
        manager = digitalocean.Manager()
        print("account", manager.get_account().status)
        for droplet in manager.get_all_droplets():
            print("droplet", droplet.name, droplet.size_slug, droplet.region["slug"])
        for droplet in manager.get_all_droplets(tag_name="fleet:blog"):
            droplet.load()
            print("tagged", droplet.name, droplet.status in ("new", "active"))
        for image in manager.get_distro_images():
            print("image", image.slug)
        """);

    Outcome python =
        Program.run(
            directory,
            Map.of(
                "DIGITALOCEAN_END_POINT",
                cloud.endpoint() + "/v2/",
                "DIGITALOCEAN_ACCESS_TOKEN",
                cloud.token()),
            List.of("/usr/bin/python3", script.toString()));

    assertThat(python.status()).as(python.output()).isZero();
    assertThat(python.output().lines())
        .contains(
            "account active",
            "droplet web-1 s-1vcpu-1gb lon1",
            "tagged web-1 True",
            "image debian-12-x64");
  }
}

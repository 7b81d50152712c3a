package io.snapfleet.devcloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.devcloud.ApiClient.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageRoutesTest extends CloudTest {
  @Test
  void publicImagesAreNamedBySlugOrId() {
    assertThat(api.get("/v2/images/debian-12-x64").text("/image/id")).isEqualTo("101");
    assertThat(api.get("/v2/images/101").text("/image/slug")).isEqualTo("debian-12-x64");
    assertThat(api.get("/v2/images?private=true").at("/meta/total").intValue()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"debian-9-x64", "debian-10-x64", "debian-11-x64"})
  void imagesThatOldGuidesNameAreThere(String slug) {
    Answer answer = api.post("/v2/droplets", order("s-1vcpu-1gb", "sfo2", '"' + slug + '"'));
    assertThat(answer.status()).isEqualTo(202);
    assertThat(answer.text("/droplet/image/slug")).isEqualTo(slug);
  }

  @Test
  void aSnapshotIsInvisibleUntilItsActionIsOver() {
    String droplet = runDroplet("web-1");

    String action = snapshot(droplet, "blog-a1b2-web");
    assertThat(snapshots(droplet).at("/snapshots").size()).isZero();
    assertThat(api.get("/v2/images?private=true").at("/images").size()).isZero();

    clock.advance(SNAPSHOT);
    assertThat(api.get("/v2/actions/" + action).text("/action/status")).isEqualTo("completed");
    assertThat(snapshots(droplet).text("/snapshots/0/name")).isEqualTo("blog-a1b2-web");
    Answer images = api.get("/v2/images?private=true");
    assertThat(images.text("/images/0/type")).isEqualTo("snapshot");
    assertThat(images.text("/images/0/min_disk_size")).isEqualTo("25");
    Answer listed = api.get("/v2/snapshots?resource_type=droplet");
    assertThat(listed.text("/snapshots/0/id")).isEqualTo(images.text("/images/0/id"));
    assertThat(listed.text("/snapshots/0/resource_id")).isEqualTo(droplet);
  }

  @Test
  void aDropletNeedsADiskAsLargeAsItsImages() {
    String image = imageOf(runDroplet("web-1"));

    Answer small = api.post("/v2/droplets", order("s-1vcpu-512mb-10gb", "lon1", image));
    Answer large = api.post("/v2/droplets", order("s-1vcpu-2gb", "lon1", image));

    assertThat(small.status()).isEqualTo(422);
    assertThat(small.message()).contains("needs a disk of 25 GB");
    assertThat(large.status()).isEqualTo(202);
    assertThat(large.text("/droplet/image/id")).isEqualTo(image);
  }

  @Test
  void anImageIsUsedInAnotherRegionOnlyAfterItsTransfer() {
    String image = imageOf(runDroplet("web-1"));
    String elsewhere = order("s-1vcpu-1gb", "fra1", image);
    assertThat(api.post("/v2/droplets", elsewhere).message()).contains("not available in this");

    Answer transfer =
        api.post(
            "/v2/images/" + image + "/actions", "{\"type\": \"transfer\", \"region\": \"fra1\"}");
    assertThat(transfer.status()).isEqualTo(201);
    clock.advance(SNAPSHOT);

    assertThat(api.get("/v2/images/" + image).at("/image/regions").size()).isEqualTo(2);
    assertThat(api.post("/v2/droplets", elsewhere).status()).isEqualTo(202);
  }

  @Test
  void aDropletOutlivesItsImageAndASnapshotItsDroplet() {
    String first = runDroplet("web-1");
    String image = imageOf(first);
    assertThat(api.delete("/v2/droplets/" + first).status()).isEqualTo(204);
    assertThat(api.get("/v2/snapshots/" + image).status()).isEqualTo(200);
    String second =
        api.post("/v2/droplets", order("s-1vcpu-1gb", "lon1", image)).text("/droplet/id");

    assertThat(api.delete("/v2/snapshots/" + image).status()).isEqualTo(204);

    assertThat(api.get("/v2/images/" + image).status()).isEqualTo(404);
    assertThat(api.get("/v2/droplets/" + second).text("/droplet/image/id")).isEqualTo(image);
  }

  @Test
  void publicImagesAreNotDeleted() {
    assertThat(api.delete("/v2/images/101").status()).isEqualTo(403);
  }

  private String snapshot(String droplet, String name) {
    return api.post(
            "/v2/droplets/" + droplet + "/actions",
            "{\"type\": \"snapshot\", \"name\": \"" + name + "\"}")
        .text("/action/id");
  }

  private Answer snapshots(String droplet) {
    return api.get("/v2/droplets/" + droplet + "/snapshots");
  }

  private String imageOf(String droplet) {
    snapshot(droplet, "image");
    clock.advance(SNAPSHOT);
    return snapshots(droplet).text("/snapshots/0/id");
  }

  private static String order(String size, String region, String image) {
    return """
        {"name": "copy", "size": "%s", "region": "%s", "image": %s}
        """
        .formatted(size, region, image);
  }
}

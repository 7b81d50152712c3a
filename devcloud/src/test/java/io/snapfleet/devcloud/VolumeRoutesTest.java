package io.snapfleet.devcloud;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.devcloud.ApiClient.Answer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class VolumeRoutesTest extends CloudTest {
  private static final Duration BETWEEN = Duration.ofMinutes(10);

  @Override
  DevCloudSettings settings() {
    return super.settings().withQuotas(new Quotas(10, 30, BETWEEN));
  }

  @Test
  void aNameIsTakenOnceARegion() {
    assertThat(create("data", "lon1").status()).isEqualTo(201);

    Answer again = create("data", "lon1");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.text("/id")).isEqualTo("conflict");
    assertThat(create("data", "fra1").status()).isEqualTo(201);
    assertThat(api.get("/v2/volumes?name=data&region=fra1").at("/meta/total").intValue())
        .isEqualTo(1);
  }

  @Test
  void attachingAndDetachingTakeAWhile() {
    String droplet = runDroplet("db-1");
    String volume = create("data", "lon1").text("/volume/id");

    Answer attach = act(volume, "attach", droplet);
    assertThat(attach.status()).isEqualTo(202);
    assertThat(act(volume, "attach", droplet).message()).contains("pending event");
    assertThat(api.get("/v2/volumes/" + volume).at("/volume/droplet_ids").size()).isZero();
    clock.advance(ACTION);
    String action = "/v2/volumes/" + volume + "/actions/" + attach.text("/action/id");
    assertThat(api.get(action).text("/action/status")).isEqualTo("completed");
    assertThat(api.get("/v2/volumes/" + volume).text("/volume/droplet_ids/0")).isEqualTo(droplet);
    assertThat(api.get("/v2/droplets/" + droplet).text("/droplet/volume_ids/0")).isEqualTo(volume);

    assertThat(api.delete("/v2/volumes/" + volume).status()).isEqualTo(409);
    assertThat(act(volume, "detach", droplet).status()).isEqualTo(202);
    clock.advance(ACTION);
    assertThat(api.delete("/v2/volumes/" + volume).status()).isEqualTo(204);
    assertThat(api.delete("/v2/volumes/" + volume).status()).isEqualTo(404);
  }

  @Test
  void aVolumeNamedAtCreationIsAttachedAndLetGoWithTheDroplet() {
    String volume = create("data", "lon1").text("/volume/id");
    String order = droplet("db-1").replace("}", ", \"volumes\": [\"" + volume + "\"]}");
    String droplet = api.post("/v2/droplets", order).text("/droplet/id");
    assertThat(api.get("/v2/volumes/" + volume).text("/volume/droplet_ids/0")).isEqualTo(droplet);
    assertThat(api.post("/v2/droplets", order.replace("db-1", "db-2")).message())
        .contains("attached to another");

    clock.advance(BOOT);
    api.delete("/v2/droplets/" + droplet);

    assertThat(api.get("/v2/volumes/" + volume).at("/volume/droplet_ids").size()).isZero();
  }

  @Test
  void aVolumeGrowsOnly() {
    String volume = create("data", "lon1").text("/volume/id");
    String path = "/v2/volumes/" + volume + "/actions";

    assertThat(api.post(path, "{\"type\": \"resize\", \"size_gigabytes\": 5}").status())
        .isEqualTo(422);
    api.post(path, "{\"type\": \"resize\", \"size_gigabytes\": 20}");
    clock.advance(ACTION);

    assertThat(api.get("/v2/volumes/" + volume).text("/volume/size_gigabytes")).isEqualTo("20");
  }

  @Test
  void snapshotsOfAVolumeAreLimitedInRateAndNumber() {
    String volume = create("data", "lon1").text("/volume/id");
    assertThat(snapshot(volume, "s-0").status()).isEqualTo(201);
    assertThat(snapshot(volume, "s-1").status()).isEqualTo(409);

    for (int number = 1; number < 25; number++) {
      clock.advance(BETWEEN);
      assertThat(snapshot(volume, "s-" + number).status()).isEqualTo(201);
    }

    clock.advance(BETWEEN);
    assertThat(snapshot(volume, "s-25").message()).contains("at most 25");
  }

  @Test
  void aVolumeMadeOfASnapshotIsInItsRegionAndAtLeastAsLarge() {
    String volume = create("data", "lon1").text("/volume/id");
    String snapshot = snapshot(volume, "s-0").text("/snapshot/id");
    assertThat(api.delete("/v2/volumes/" + volume).status()).isEqualTo(204);

    assertThat(restore(snapshot, "lon1", 5).message()).contains("at least 10");
    assertThat(restore(snapshot, "fra1", 10).message()).contains("another region");
    assertThat(restore(snapshot, "lon1", 10).status()).isEqualTo(201);
    assertThat(api.get("/v2/snapshots?resource_type=volume").text("/snapshots/0/resource_id"))
        .isEqualTo(volume);
    assertThat(api.delete("/v2/snapshots/" + snapshot).status()).isEqualTo(204);
  }

  private Answer create(String name, String region) {
    return api.post(
        "/v2/volumes",
        """
        {"name": "%s", "region": "%s", "size_gigabytes": 10, "filesystem_type": "ext4"}
        """
            .formatted(name, region));
  }

  private Answer restore(String snapshot, String region, int size) {
    return api.post(
        "/v2/volumes",
        """
        {"name": "copy", "region": "%s", "size_gigabytes": %d, "snapshot_id": "%s"}
        """
            .formatted(region, size, snapshot));
  }

  private Answer act(String volume, String type, String droplet) {
    return api.post(
        "/v2/volumes/" + volume + "/actions",
        """
        {"type": "%s", "droplet_id": %s, "region": "lon1"}
        """
            .formatted(type, droplet));
  }

  private Answer snapshot(String volume, String name) {
    return api.post("/v2/volumes/" + volume + "/snapshots", "{\"name\": \"" + name + "\"}");
  }
}

package io.snapfleet.digitalocean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.devcloud.AccessToken;
import io.snapfleet.devcloud.DevCloudSettings;
import io.snapfleet.devcloud.Quotas;
import io.snapfleet.provider.api.Demand;
import io.snapfleet.provider.api.FirewallRules;
import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.ImageId;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.MachineRequest;
import io.snapfleet.provider.api.Problem;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.api.Volume;
import io.snapfleet.provider.api.VolumeRequest;
import io.snapfleet.provider.api.WantedNames;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused, and in which words. */
class RefusalTest {
  private static final String SECRET = "dop_v1_0123456789abcdef";
  private static final String STRANGERS_DROPLET =
      """
      {"name": "blog-web-1", "region": "lon1", "size": "s-1vcpu-2gb", "image": "debian-12-x64"}
      """;
  private static final String STRANGERS_FIREWALL =
      """
      {"name": "blog-fw", "inbound_rules": [
        {"protocol": "tcp", "ports": "22", "sources": {"addresses": ["0.0.0.0/0"]}}]}
      """;

  @TempDir private Path directory;
  private TestCloud cloud;

  private TestCloud start(DevCloudSettings settings) {
    cloud = new TestCloud(settings);
    return cloud;
  }

  private TestCloud start() {
    return start(DevCloudSettings.in(directory));
  }

  @AfterEach
  void stop() {
    cloud.close();
  }

  @Test
  void tokenThatIsNotAcceptedIsNamedByItsRemedyAndNeverByItself() {
    try (DigitalOceanProvider stranger = start().open(SECRET)) {
      assertThatThrownBy(() -> stranger.networks().networks(TestCloud.tags()))
          .isInstanceOfSatisfying(
              ProviderException.Unauthorized.class,
              refused -> assertThat(refused.fix()).contains("DIGITALOCEAN_TOKEN"))
          .hasMessageContaining("HTTP 401")
          .hasMessageContaining("request id")
          .hasMessageNotContaining(SECRET);
      assertThat(stranger.preflight(new Demand(List.of("small"), 0, List.of()))).hasSize(1);
    }
    assertThat(new ApiToken(SECRET).toString()).doesNotContain(SECRET);
  }

  @Test
  void missingScopeIsNamed() {
    Set<String> scopes =
        Set.of(
            "image:read", "vpc:read", "vpc:create", "droplet:read", "sizes:read", "regions:read");
    start(DevCloudSettings.in(directory).withTokens(new AccessToken(SECRET, scopes)));

    assertThatThrownBy(
            () ->
                cloud
                    .provider()
                    .blockStorage()
                    .create(new VolumeRequest("data", TestCloud.tags(), 1, null)))
        .isInstanceOfSatisfying(
            ProviderException.Unauthorized.class,
            refused -> assertThat(refused.fix()).contains("block_storage:read"))
        .hasMessageNotContaining(SECRET);
  }

  @Test
  void unknownRegionAndSizeNameTheNearest() {
    MachineRequest request = start().request("blog-web-1");
    try (DigitalOceanProvider lost =
        cloud.open(cloud.devcloud().token(), Map.of("region", "lon7"))) {
      assertThatThrownBy(() -> lost.compute().create(request))
          .isInstanceOf(ProviderException.Permanent.class)
          .hasMessageContaining("no region 'lon7'; did you mean 'lon1'?");
    }
    MachineRequest odd = cloud.request("blog-web-1", request.image(), "s-1vcpu-2gbb");
    assertThatThrownBy(() -> cloud.compute().create(odd))
        .isInstanceOf(ProviderException.Permanent.class)
        .hasMessageContaining("no size 's-1vcpu-2gbb'; did you mean 's-1vcpu-2gb'?");
    assertThat(cloud.calls("POST", "/v2/droplets")).isZero();
  }

  @Test
  void unknownBaseImageIsToldToThoseWithAFleetAndThoseWithATemplate() {
    try (DigitalOceanProvider lost =
        start().open(cloud.devcloud().token(), Map.of("base-image", "debian-5-x64"))) {
      assertThatThrownBy(() -> lost.compute().baseImage(progress -> {}))
          .isInstanceOfSatisfying(
              ProviderException.Permanent.class,
              refused ->
                  assertThat(refused.fix())
                      .contains("a fleet file by the provider's option base-image")
                      .contains("a template by its builder's image"))
          .hasMessage("DigitalOcean has no image 'debian-5-x64'");
    }
  }

  @Test
  void preflightTellsAllProblemsAtOnce() {
    start(DevCloudSettings.in(directory).withQuotas(Quotas.generous().withDroplets(1)));
    try (DigitalOceanProvider lost =
        cloud.open(cloud.devcloud().token(), Map.of("region", "lon7"))) {
      List<Problem> problems =
          lost.preflight(new Demand(List.of("small", "tiny", "tiny"), 0, List.of()));

      assertThat(problems)
          .extracting(Problem::what)
          .anyMatch(what -> what.contains("lon7"))
          .anyMatch(what -> what.contains("tiny"))
          .noneMatch(what -> what.contains("s-1vcpu-2gb cannot be had"))
          .anyMatch(what -> what.startsWith("3 more droplets are needed"));
    }
    assertThat(cloud.provider().preflight(new Demand(List.of("small"), 0, List.of()))).isEmpty();
  }

  @Test
  void quotaIsOneKindOfItsOwn() {
    start(DevCloudSettings.in(directory).withQuotas(Quotas.generous().withDroplets(1)));
    cloud.compute().create(cloud.request("blog-web-1"));
    MachineRequest second = cloud.request("blog-web-2");

    assertThatThrownBy(() -> cloud.compute().create(second))
        .isInstanceOf(ProviderException.QuotaExceeded.class)
        .hasMessageContaining("request id");
  }

  @Test
  void imageTooLargeForTheSizeIsRefusedBeforeTheCall() {
    start();
    Machine large = cloud.compute().create(cloud.request("blog-web-1", base(), "large"));
    Image image = cloud.compute().capture(Captures.of(large, "blog-image"));
    MachineRequest request = cloud.request("blog-web-2", image.id(), "small");

    assertThatThrownBy(() -> cloud.compute().create(request))
        .isInstanceOfSatisfying(
            ProviderException.Permanent.class,
            refused -> assertThat(refused.fix()).contains("at least 160 GB"))
        .hasMessageContaining("needs a disk of 160 GB, and size s-1vcpu-2gb has 50 GB");
    assertThat(cloud.calls("POST", "/v2/droplets")).isEqualTo(1);
  }

  @Test
  void imageInAnotherRegionIsOfferedATransferAfterWhichItWorks() {
    start();
    Machine machine = cloud.compute().create(cloud.request("blog-web-1"));
    Image image = cloud.compute().capture(Captures.of(machine, "blog-image"));
    try (DigitalOceanProvider elsewhere =
        cloud.open(cloud.devcloud().token(), Map.of("region", "ams3"))) {
      MachineRequest request = requestIn(elsewhere, image.id());
      assertThatThrownBy(() -> elsewhere.compute().create(request))
          .isInstanceOfSatisfying(
              ProviderException.Conflict.class,
              refused ->
                  assertThat(refused.fix())
                      .contains(
                          "snapshot transfer PREFIX ams3", "\"snapshot_regions\": [\"ams3\"]"))
          .hasMessageContaining("is in lon1 and not in ams3");
      assertThat(elsewhere.preflight(booting(image.id())))
          .singleElement()
          .satisfies(problem -> assertThat(problem.what()).contains("is in lon1 and not in ams3"));

      elsewhere.compute().transferImage(image.id(), "ams3");
      elsewhere.compute().transferImage(image.id(), "ams3");

      assertThat(elsewhere.compute().create(request).image()).isEqualTo(image.id());
    }
  }

  @Test
  void transferToARegionThatIsNoneNamesTheNearest() {
    start();
    Machine machine = cloud.compute().create(cloud.request("blog-web-1"));
    Image image = cloud.compute().capture(Captures.of(machine, "blog-image"));

    assertThatThrownBy(() -> cloud.compute().transferImage(image.id(), "ams9"))
        .isInstanceOf(ProviderException.Permanent.class)
        .hasMessageContaining("no region 'ams9'; did you mean 'ams3'?");
    assertThatThrownBy(() -> cloud.compute().transferImage(new ImageId("4711"), "ams3"))
        .isInstanceOf(ProviderException.NotFound.class);
  }

  @Test
  void namesThatAreTakenByWhatIsNotOursAreToldByPreflight() {
    start();
    cloud.post("/v2/droplets", STRANGERS_DROPLET);
    cloud.post("/v2/firewalls", STRANGERS_FIREWALL);
    WantedNames wanted =
        new WantedNames(
            Tags.ofFleet("blog"),
            Set.of("blog-web-1"),
            Set.of(),
            Set.of("blog-fw"),
            Set.of(),
            Set.of());

    assertThat(
            cloud
                .provider()
                .preflight(new Demand(List.of(), 0, List.of(), wanted, Set.of(), Set.of())))
        .extracting(Problem::what)
        .satisfiesExactly(
            what -> assertThat(what).startsWith("the droplet name blog-web-1 is taken by"),
            what -> assertThat(what).startsWith("the firewall name blog-fw is taken by"));
  }

  @Test
  void firewallOfAStrangerIsNeitherTakenOverNorChanged() {
    start();
    cloud.post("/v2/firewalls", STRANGERS_FIREWALL);
    FirewallRules rules =
        new FirewallRules("blog-fw", TestCloud.tags(), cloud.network().id(), List.of());

    assertThatThrownBy(() -> cloud.provider().firewalls().apply(rules))
        .isInstanceOf(ProviderException.Conflict.class)
        .hasMessageContaining("the firewall name blog-fw is taken by");
    assertThat(cloud.exchanges()).noneMatch(exchange -> exchange.method().equals("PUT"));
  }

  private static Demand booting(ImageId image) {
    return new Demand(List.of(), 0, List.of(), WantedNames.NONE, Set.of(image), Set.of());
  }

  private MachineRequest requestIn(DigitalOceanProvider provider, ImageId image) {
    MachineRequest like = cloud.request("other-web-1", image, "small");
    return new MachineRequest(
        like.name(),
        like.tags(),
        image,
        like.size(),
        provider.networks().create("other-net", TestCloud.tags()).id(),
        like.identity(),
        List.of(),
        List.of());
  }

  @Test
  void secondSnapshotOfAVolumeWithinTenMinutesTellsHowLongToWait() {
    start(DevCloudSettings.in(directory).withQuotas(Quotas.usual()));
    Volume volume =
        cloud
            .provider()
            .blockStorage()
            .create(new VolumeRequest("data", TestCloud.tags(), 1, null));
    cloud.provider().blockStorage().snapshot(volume.id(), "one", TestCloud.tags());

    assertThatThrownBy(
            () -> cloud.provider().blockStorage().snapshot(volume.id(), "two", TestCloud.tags()))
        .isInstanceOfSatisfying(
            ProviderException.RateLimited.class,
            refused ->
                assertThat(refused.retryAfter())
                    .isBetween(Duration.ofMinutes(9), Duration.ofMinutes(10)))
        .hasMessageContaining("one snapshot of a volume in 10 minutes");
  }

  @Test
  void endpointWhereNothingAnswersIsRetryableAndNamesIt() {
    start();
    try (DigitalOceanProvider lost = cloud.open(SECRET, Map.of("endpoint", "http://127.0.0.1:1"))) {
      assertThatThrownBy(() -> lost.networks().networks(TestCloud.tags()))
          .isInstanceOf(ProviderException.Retryable.class)
          .hasMessageContaining("nothing answers at http://127.0.0.1:1")
          .hasMessageNotContaining(SECRET);
    }
  }

  private ImageId base() {
    return cloud.compute().baseImage(progress -> {}).id();
  }
}

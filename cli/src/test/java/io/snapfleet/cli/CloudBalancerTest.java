package io.snapfleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.devcloud.DevCloud;
import io.snapfleet.devcloud.DevCloudSettings;
import io.snapfleet.devcloud.Exchange;
import io.snapfleet.digitalocean.ApiToken;
import io.snapfleet.digitalocean.DigitalOceanProvider;
import io.snapfleet.digitalocean.DigitalOceanSettings;
import io.snapfleet.fleet.backup.HomeDatastores;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.operate.Approval;
import io.snapfleet.fleet.operate.DeployRequest;
import io.snapfleet.fleet.operate.FleetEngine;
import io.snapfleet.fleet.operate.Pause;
import io.snapfleet.fleet.operate.ProgressListener;
import io.snapfleet.fleet.operate.ScriptLogs;
import io.snapfleet.fleet.operate.Surroundings;
import io.snapfleet.fleet.plan.Pace;
import io.snapfleet.fleet.secret.SecretBox;
import io.snapfleet.fleet.secret.SecretMaker;
import io.snapfleet.fleet.state.SqlStore;
import io.snapfleet.provider.api.LoadBalancer;
import io.snapfleet.provider.api.Provider;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.recipe.RecipeCatalog;
import io.snapfleet.remote.SshKeyPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A fleet behind DigitalOcean's own load balancer, of which a devcloud has all but the machines.
 */
class CloudBalancerTest {
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(20);
  private static final Tags FLEET = Tags.ofFleet("cloudy");

  @TempDir private Path directory;
  private final List<Exchange> exchanges = new CopyOnWriteArrayList<>();
  private DevCloud cloud;
  private SqlStore store;
  private FleetEngine engine;

  @BeforeEach
  void start() throws IOException {
    Files.writeString(
        Files.createDirectories(directory.resolve("site")).resolve("index.html"), "<p>hello</p>");
    cloud = DevCloud.start(DevCloudSettings.in(directory.resolve("cloud")));
    cloud.listen(exchanges::add);
    SecretBox box = SecretBox.inHome(directory, Map.of(), new SecureRandom());
    store = SqlStore.open(directory, Clock.systemUTC(), box);
    RecipeCatalog recipes = new RecipeCatalog();
    Path disk = Files.createDirectories(directory.resolve("disk/var/www/site")).getRoot();
    engine =
        new FleetEngine(
            new Surroundings(
                store,
                spec -> provider(),
                recipes::find,
                new EchoRemote(disk),
                new HomeDatastores(directory, Map.of(), Clock.systemUTC()),
                "the test",
                new RandomIds(new SecureRandom()),
                () -> 8081,
                new SecretMaker(new SecureRandom()),
                SshKeyPair::generate,
                Clock.systemUTC(),
                CloudBalancerTest::pause,
                new ScriptLogs(directory.resolve("logs"))));
  }

  /**
   * Nobody is healthy or answers anything here, so nothing is waited for as long as it may take.
   */
  private static void pause(Duration time) throws InterruptedException {
    Pause.SLEEP.sleep(time.compareTo(LONGEST_PAUSE) < 0 ? time : LONGEST_PAUSE);
  }

  @AfterEach
  void end() {
    store.close();
    cloud.close();
  }

  @Test
  void itsMachinesAreMembersThroughUpScaleAndRollAndDownLeavesNothing() {
    assertThat(engine.plan(DeployRequest.deploy(spec(2), null)).notes())
        .anySatisfy(note -> assertThat(note).contains("the fleet then costs at least "));
    up(2);
    assertThat(engine.status("cloudy").url()).isEqualTo("http://" + balancer().address());
    assertThat(members()).containsExactlyInAnyOrder("cloudy-web-1", "cloudy-web-2");
    assertThat(engine.plan(DeployRequest.deploy(spec(2), null)).steps()).isEmpty();

    deploy(engine.scaleRequest("cloudy", Map.of(TierName.WEB, 1)));
    List<String> before = members();
    assertThat(before).hasSize(1);

    String set = engine.takeSnapshot("cloudy", ProgressListener.SILENT).id();
    deploy(engine.rollRequest("cloudy", TierName.WEB, set, Pace.ONE_BY_ONE));
    assertThat(members()).hasSize(1).doesNotContainAnyElementsOf(before);

    engine.down("cloudy", true, Approval.GIVEN, ProgressListener.SILENT);
    assertThat(machines()).isEmpty();
    try (Provider provider = provider()) {
      assertThat(provider.loadBalancers().balancers(FLEET)).isEmpty();
      assertThat(provider.networks().networks(FLEET)).isEmpty();
      assertThat(provider.firewalls().firewalls(FLEET)).isEmpty();
    }
    assertThat(exchanges)
        .filteredOn(one -> one.method().equals("POST"))
        .filteredOn(one -> one.path().equals("/v2/load_balancers"))
        .hasSize(1);
  }

  private void up(int webMachines) {
    deploy(DeployRequest.deploy(spec(webMachines), null));
  }

  private void deploy(DeployRequest request) {
    engine.deploy(request, Approval.GIVEN, ProgressListener.SILENT);
  }

  private FleetSpec spec(int webMachines) {
    return new FleetFiles(new RecipeCatalog())
        .reader()
        .read(
            """
            fleet: cloudy
            provider: {name: digitalocean, region: lon1, endpoint: "%s"}
            application: {recipe: static, source: {path: site}}
            site: {title: Cloudy, balancer: provider}
            tiers: {web: {machines: %d}}
            """
                .formatted(cloud.endpoint(), webMachines),
            "fleet.yaml",
            directory);
  }

  private DigitalOceanProvider provider() {
    return new DigitalOceanProvider(
        DigitalOceanSettings.of(Map.of("region", "lon1", "endpoint", cloud.endpoint().toString())),
        new ApiToken(cloud.token()),
        Clock.systemUTC(),
        io.snapfleet.digitalocean.Pause.SLEEP);
  }

  private LoadBalancer balancer() {
    try (Provider provider = provider()) {
      return provider.loadBalancers().balancers(FLEET).getFirst();
    }
  }

  private List<String> members() {
    try (Provider provider = provider()) {
      return provider.loadBalancers().members(balancer().id()).stream()
          .map(id -> provider.compute().machine(id).orElseThrow().name())
          .toList();
    }
  }

  private List<String> machines() {
    try (Provider provider = provider()) {
      return provider.compute().machines(FLEET).stream().map(one -> one.name()).toList();
    }
  }
}

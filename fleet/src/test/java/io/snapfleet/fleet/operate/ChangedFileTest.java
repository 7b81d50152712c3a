package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.snapfleet.fleet.model.ApplicationSpec;
import io.snapfleet.fleet.model.BackupPeriod;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.SiteSpec;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.model.TierSpec;
import io.snapfleet.fleet.plan.Plan;
import io.snapfleet.fleet.plan.Step;
import io.snapfleet.fleet.state.FleetLease;
import io.snapfleet.provider.api.Machine;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The fleet serves, and its file says something else than when it was deployed. */
class ChangedFileTest {
  @TempDir(factory = MemoryDirectory.class)
  private Path directory;

  private Home home;
  private Controller controller;
  private Census census;

  @BeforeEach
  void deploy() {
    home = new Home(directory);
    controller = Controller.on(home);
    census = new Census(home, controller);
    controller.up(2);
  }

  @AfterEach
  void close() {
    controller.close();
  }

  private static final class File {
    private String title = "Blog";
    private String recipe = "tiny";
    private Map<String, String> settings = Map.of("language", "en");
    private String address = "127.0.0.1";
    private int port;
    private long volumeBytes = 1L << 30;

    FleetSpec spec() {
      FleetSpec spec = Controller.spec(2);
      Map<TierName, TierSpec> tiers = new EnumMap<>(spec.tiers());
      tiers.put(TierName.DATABASE, new TierSpec(1, "small", volumeBytes));
      return new FleetSpec(
          spec.fleet(),
          spec.provider(),
          new ApplicationSpec(recipe, settings, null),
          new SiteSpec(title, address, port),
          tiers,
          spec.deadlines(),
          spec.backup());
    }

    DeployRequest request() {
      return DeployRequest.deploy(spec(), null);
    }
  }

  private static List<String> steps(Plan plan) {
    return plan.steps().stream().map(Step::id).toList();
  }

  /** What the machines were told when they were configured, newest last. */
  private List<String> told(String variable) {
    return home.runs().stream()
        .filter(run -> run.script().text().startsWith("configure"))
        .filter(run -> run.machine().contains("-web-"))
        .map(run -> run.script().variables().getOrDefault(variable, ""))
        .toList();
  }

  @Test
  void machinesThatServeAreConfiguredAnewOneByOneAndStay() {
    List<Machine> before = census.machines();
    File file = new File();
    file.title = "Renamed";
    file.settings = Map.of("language", "en", "workers", "9");

    Plan plan = controller.engine().plan(file.request());
    assertThat(steps(plan))
        .containsExactly(
            "personalise:blog-web-1",
            "personalise:blog-web-2",
            "join:blog-web-1",
            "join:blog-web-2");
    assertThat(plan.steps().get(0).reason())
        .isEqualTo("application.settings.workers, site.title changed");
    assertThat(plan.steps().get(1).after()).contains("personalise:blog-web-1");
    controller.up(file.request());

    assertThat(told("SITE_TITLE")).endsWith("Renamed", "Renamed");
    assertThat(told("SETTING_WORKERS")).endsWith("9", "9");
    assertThat(census.machines()).isEqualTo(before);
    census.requireServing(2);
    assertThat(controller.engine().plan(file.request()).steps()).isEmpty();
  }

  @Test
  void whatIsInstalledIsReplacedWhereTheFileChangesIt() {
    File file = new File();
    file.settings = Map.of("language", "de");

    controller.up(file.request());

    assertThat(census.names(TierName.WEB)).containsExactlyInAnyOrder("blog-web-3", "blog-web-4");
    census.requireServing(2);
    assertThat(controller.engine().plan(file.request()).steps()).isEmpty();
  }

  @Test
  void aChangeThatWasCutOffIsMadeOrTakenBack() {
    File file = changeCutOff();

    assertThat(steps(controller.engine().plan(file.request()))).contains("personalise:blog-web-2");
    controller.up(2);
    assertThat(told("SITE_TITLE")).endsWith("Blog", "Blog");
    assertThat(controller.engine().plan(new File().request()).steps()).isEmpty();
  }

  @Test
  void aChangeThatWasCutOffIsTakenBackThoughABackupWasMadeSince() {
    changeCutOff();

    controller.engine().backups().create("blog", BackupPeriod.MANUAL, ProgressListener.SILENT);
    controller.up(2);

    assertThat(told("SITE_TITLE")).endsWith("Blog", "Blog");
  }

  /** One machine has the new title, and the other has not. */
  private File changeCutOff() {
    File file = new File();
    file.title = "Renamed";
    home.beforeScripts(
        script -> {
          if (script.name().equals("blog-web-2 configure")) {
            throw new IllegalStateException("cut off");
          }
        });
    assertThat(catchThrowableOfType(RuntimeException.class, () -> controller.up(file.request())))
        .isNotNull();
    home.beforeScripts(script -> {});
    return file;
  }

  @Test
  void whatARunningFleetCannotBecomeIsRefusedByThePlanToo() {
    File port = new File();
    port.port = 19_999;
    assertRefused("cannot become 127.0.0.1:19999 while it runs", port);
    File address = new File();
    address.address = "127.0.0.2";
    assertRefused("blog-proxy-1 publishes the site on 127.0.0.1:", address);
    File recipe = new File();
    recipe.recipe = "other";
    assertRefused("the fleet runs recipe tiny", recipe);
    assertThat(controller.engine().plan(new File().request()).steps()).isEmpty();

    String set = controller.snapshot();
    controller.down();
    controller.up(DeployRequest.deploy(port.spec(), set));
    assertThat(census.record().publishedPort()).isEqualTo(19_999);
  }

  @Test
  void aVolumeThatIsThereIsNotMadeLarger() {
    File larger = new File();
    larger.volumeBytes = 20_000_000_000L;
    assertRefused(
        "volume blog-database-1-data-1 has 1GiB, which cannot become 20GB while it holds", larger);
    assertThat(
            catchThrowableOfType(
                OperationException.class, () -> controller.engine().plan(larger.request())))
        .satisfies(
            refusal -> {
              assertThat(refusal.where()).isEqualTo("tiers.database.volume");
              assertThat(refusal.fix()).startsWith("write 1GiB; ");
            });

    controller.down();
    controller.up(larger.request());
    assertThat(controller.engine().plan(larger.request()).isEmpty()).isTrue();
  }

  @Test
  void whatTheFileSaysOfVolumesDoesNotKeepAFleetFromBeingScaled() {
    File larger = new File();
    larger.volumeBytes = 20_000_000_000L;
    try (FleetLease lease = controller.store().acquire(Controller.FLEET, "an older version")) {
      FleetRecord record = census.record();
      lease.saveFleet(
          new FleetRecord(
              record.name(),
              larger.spec(),
              record.state(),
              record.version(),
              record.setId(),
              record.publishedPort(),
              record.lastGood(),
              record.createdAt()));
    }

    controller.scale(3);

    census.requireServing(3);
    assertRefused("cannot become 20GB", larger);
  }

  @Test
  void thePlanRefusesWhatTheSetDoesNotGive() {
    String set = controller.snapshot();
    controller.down();
    File german = new File();
    german.settings = Map.of("language", "de");
    DeployRequest request = DeployRequest.deploy(german.spec(), set);

    assertRefused("is 'en' in the snapshot set and 'de' is wanted", request);
    assertThat(controller.engine().plan(request.applyingSettings()).steps()).isNotEmpty();
  }

  private void assertRefused(String sentence, File file) {
    assertRefused(sentence, file.request());
    OperationException refusal =
        catchThrowableOfType(OperationException.class, () -> controller.up(file.request()));
    assertThat(refusal).hasMessageContaining(sentence);
  }

  private void assertRefused(String sentence, DeployRequest request) {
    OperationException refusal =
        catchThrowableOfType(OperationException.class, () -> controller.engine().plan(request));
    assertThat(refusal).hasMessageContaining(sentence);
    assertThat(refusal.kind()).isEqualTo(OperationException.Kind.BAD_REQUEST);
  }
}

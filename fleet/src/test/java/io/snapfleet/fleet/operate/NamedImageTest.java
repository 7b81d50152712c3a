package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.snapfleet.fleet.model.BackupSpec;
import io.snapfleet.fleet.model.BakedImage;
import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.ImageTrial;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.ProviderSpec;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.plan.Plan;
import io.snapfleet.fleet.plan.Step;
import io.snapfleet.provider.api.ImageId;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fleets whose files name an image for their web machines. */
class NamedImageTest {
  private static final ProviderSpec PROVIDER = new ProviderSpec("fake", Map.of());

  @TempDir(factory = MemoryDirectory.class)
  private Path directory;

  private Home home;
  private Controller controller;
  private Census census;
  private String golden = "";

  /** An image that was baked elsewhere, and no fleet. */
  @BeforeEach
  void bake() {
    home = new Home(directory);
    controller = Controller.on(home);
    census = new Census(home, controller);
    controller.up(1);
    golden = baked("golden");
    controller.down();
  }

  @AfterEach
  void close() {
    controller.close();
  }

  private String baked(String name) {
    String image = WebMachineImage.take(home, census, name, WebMachineImage.CLEAN_UP);
    record(PROVIDER, image, name);
    return image;
  }

  private void record(ProviderSpec provider, String image, String name) {
    controller
        .engine()
        .images()
        .record(
            new BakedImage(
                provider,
                image,
                name,
                "/templates/web.json",
                "00",
                "web",
                "local",
                "base",
                Map.of(),
                List.of(),
                "1",
                home.clock().instant()));
  }

  private static DeployRequest naming(int webMachines, String image) {
    return DeployRequest.deploy(Controller.spec(webMachines).naming(TierName.WEB, image), null);
  }

  private void up(int webMachines, String image) {
    controller.up(naming(webMachines, image));
  }

  private OperationException refused(String image) {
    return catchThrowableOfType(OperationException.class, () -> up(2, image));
  }

  private Stream<FleetMachine> machines(TierName tier) {
    return controller.store().machines(Controller.FLEET).stream()
        .filter(machine -> machine.tier() == tier);
  }

  private List<String> images(TierName tier) {
    return machines(tier).map(FleetMachine::image).distinct().toList();
  }

  private void requireServing(int webMachines) {
    assertThat(census.record().state()).isEqualTo(FleetRecord.State.SERVING);
    assertThat(controller.store().machines(Controller.FLEET))
        .hasSize(webMachines + 2)
        .allSatisfy(one -> assertThat(one.state()).isEqualTo(MachineState.SERVING));
    assertThat(census.backends()).hasSize(webMachines);
    assertThat(census.machines()).hasSize(webMachines + 2);
  }

  private List<String> installed() {
    return home.runs().stream()
        .filter(run -> run.script().text().equals("install"))
        .map(Home.Run::machine)
        .toList();
  }

  @Test
  void aNewFleetHasItsWebMachinesOfTheImageAndTheOthersInstalled() {
    int before = installed().size();

    up(2, golden);

    requireServing(2);
    assertThat(images(TierName.WEB)).containsExactly(golden);
    assertThat(machines(TierName.DATABASE)).allMatch(machine -> machine.setId() == null);
    assertThat(installed().subList(before, installed().size()))
        .contains("blog-database-1", "blog-proxy-1")
        .noneMatch(machine -> machine.contains("-web-"));
    assertThat(controller.store().imageTrials())
        .singleElement()
        .satisfies(
            trial -> {
              assertThat(trial.state()).isEqualTo(ImageTrial.State.PASSED);
              assertThat(trial.recipe()).isEqualTo("tiny");
            });
  }

  @Test
  void doneAgainNothingIsToBeDoneAndScalingUsesTheImage() {
    up(1, golden);

    assertThat(controller.engine().plan(naming(1, golden)).isEmpty()).isTrue();
    up(1, "golden");
    controller.scale(3);

    requireServing(3);
    assertThat(images(TierName.WEB)).containsExactly(golden);
    assertThat(controller.store().snapshotSets()).hasSize(1);
    assertThat(controller.store().imageTrials()).hasSize(1);
  }

  @Test
  void anotherImageReplacesTheWebMachinesAndNoOther() {
    up(2, golden);
    controller.write("kept");
    String other = baked("other");

    Plan plan = controller.engine().plan(naming(2, other));
    assertThat(plan.steps())
        .extracting(Step::reason)
        .contains(
            "it replaces blog-web-1, of image " + other,
            "replaced: image changed from " + golden + " to " + other);
    assertThat(plan.notes())
        .containsExactly(
            "the fleet file says that web machines are made of image "
                + other
                + ", which is tried in a throw-away fleet first");
    up(2, other);

    requireServing(2);
    assertThat(census.rows()).contains("kept");
    assertThat(images(TierName.WEB)).containsExactly(other);
    controller.rollback();
    assertThat(images(TierName.WEB)).containsExactly(golden);
  }

  @Test
  void latestIsTheNewestOfTheTemplateAtTheTime() {
    up(1, "latest:web.json");
    assertThat(images(TierName.WEB)).containsExactly(golden);
    home.clock().sleep(Duration.ofMinutes(1));
    String newer = baked("newer");

    controller.scale(2);
    assertThat(images(TierName.WEB)).containsExactly(golden);
    up(2, "latest:/templates/web.json");
    assertThat(images(TierName.WEB)).containsExactly(newer);
  }

  @Test
  void aFleetFromScratchGoesOverToTheImageThatItsFileNamesLater() {
    controller.up(2);
    controller.write("kept");

    up(2, golden);

    requireServing(2);
    assertThat(census.rows()).contains("kept");
    assertThat(images(TierName.WEB)).containsExactly(golden);
  }

  @Test
  void theOtherTiersGoOnWithTheSetThatTheFleetIsBuiltFrom() {
    controller.up(1);
    controller.write("in the set");
    SnapshotSet set = controller.engine().snapshotSet(controller.snapshot());
    controller.down();
    controller.up(1, set.id());

    up(2, golden);

    assertThat(census.record().setId()).isNotEqualTo(set.id());
    SnapshotSet made = controller.engine().snapshotSet(String.valueOf(census.record().setId()));
    assertThat(made.tiers().get(TierName.DATABASE).image())
        .isEqualTo(set.tiers().get(TierName.DATABASE).image());
    assertThat(made.tiers().get(TierName.WEB).image()).isEqualTo(golden);
    requireServing(2);
    assertThat(census.rows()).contains("in the set");
  }

  @Test
  void aSetThatIsAskedForGoesBeforeTheImage() {
    controller.up(1);
    String set = controller.snapshot();
    controller.down();

    controller.up(DeployRequest.deploy(Controller.spec(1).naming(TierName.WEB, golden), set));

    assertThat(census.record().setId()).isEqualTo(set);
    assertThat(controller.store().imageTrials()).isEmpty();
  }

  @Test
  void aProxysMachineIsMadeOfItsImageToo() {
    controller.up(DeployRequest.deploy(Controller.spec(1).naming(TierName.PROXY, golden), null));

    assertThat(images(TierName.PROXY)).containsExactly(golden);
    assertThat(controller.store().imageTrials())
        .singleElement()
        .satisfies(trial -> assertThat(trial.recipe()).isNull());
  }

  @Test
  void theDataOfAFleetWhoseDatabaseIsInstalledBeginWithIt() {
    up(1, golden);
    controller.down();
    home.clock().sleep(Duration.ofDays(30));
    Instant begin = home.clock().instant();
    up(1, golden);
    assertThat(machines(TierName.WEB)).allMatch(one -> !begin.isAfter(one.dataOf()));

    controller.changeAndBackUp("later");
    controller.scale(2);

    assertThat(census.guest("blog-web-2").read(Controller.UPLOAD)).contains("later");
  }

  @Test
  void aBoundOnTheAgeOfDataHoldsForWhatIsNewAsForAFleetFromScratch() {
    FleetSpec spec = Controller.spec(1).naming(TierName.WEB, golden);
    BackupSpec fresh =
        new BackupSpec(null, true, Duration.ofHours(1), BackupSpec.DEFAULT.keep(), Map.of());

    controller.up(
        DeployRequest.deploy(
            new FleetSpec(
                spec.fleet(),
                spec.provider(),
                spec.application(),
                spec.site(),
                spec.tiers(),
                spec.deadlines(),
                fresh),
            null));

    requireServing(1);
  }

  @Test
  void upAndDownAgainLeavesOneSet() {
    up(1, golden);
    controller.down();
    up(1, golden);

    assertThat(controller.store().snapshotSets()).hasSize(1);
    requireServing(1);
  }

  @Test
  void isAskedOnceAndBeforeTheImageIsTried() {
    List<Plan> asked = new ArrayList<>();
    Approval approval =
        plan -> {
          assertThat(controller.store().imageTrials()).isEmpty();
          return asked.add(plan);
        };

    controller.engine().deploy(naming(2, golden), approval, ProgressListener.SILENT);

    requireServing(2);
    assertThat(asked).singleElement().extracting(Plan::isEmpty).isEqualTo(false);
  }

  @Test
  void whoDeclinesHasNoTrialNoSetAndNoFleet() {
    OperationException declined =
        catchThrowableOfType(
            OperationException.class,
            () ->
                controller
                    .engine()
                    .deploy(naming(2, golden), plan -> false, ProgressListener.SILENT));

    assertThat(declined.kind()).isEqualTo(OperationException.Kind.DECLINED);
    assertThat(controller.store().imageTrials()).isEmpty();
    assertThat(controller.store().snapshotSets()).isEmpty();
    assertThat(census.machines()).isEmpty();
  }

  @Test
  void whereThePlanHasBecomeAnotherDuringTheTrialItIsAskedAgain() {
    up(2, golden);
    String other = baked("other");
    AtomicBoolean scaled = new AtomicBoolean();
    home.beforeScripts(
        script -> {
          if (script.name().contains("-gate-") && !scaled.getAndSet(true)) {
            try (Controller beside = Controller.on(home)) {
              beside.scale(3);
            }
          }
        });
    List<Integer> asked = new ArrayList<>();

    controller
        .engine()
        .deploy(naming(2, other), plan -> asked.add(plan.steps().size()), ProgressListener.SILENT);

    assertThat(asked).hasSize(2).doesNotHaveDuplicates();
    assertThat(images(TierName.WEB)).containsExactly(other);
  }

  @Test
  void aRollToAnImageIsAskedOnceAndBeforeItIsTried() {
    up(2, golden);
    String other = baked("other");
    List<Integer> trials = new ArrayList<>();

    controller.rollToImage(other, plan -> trials.add(controller.store().imageTrials().size()));

    assertThat(trials).containsExactly(1);
    assertThat(controller.store().imageTrials()).hasSize(2);
    assertThat(images(TierName.WEB)).containsExactly(other);
  }

  @Test
  void anImageThatIsNotThereOrElsewhereIsRefusedAtItsKey() {
    record(new ProviderSpec("elsewhere", Map.of("endpoint", "http://x")), "far-1", "far");

    for (String image : List.of("nothing", "far-1", "far", "latest:db.json")) {
      OperationException refusal = refused(image);
      assertThat(refusal.kind()).isEqualTo(OperationException.Kind.BAD_REQUEST);
      assertThat(refusal.where()).isEqualTo("tiers.web.image");
      assertThat(census.machines()).isEmpty();
      assertThat(controller.store().snapshotSets()).isEmpty();
    }
    assertThat(refused("far"))
        .hasMessage("provider fake has no image far; it is one of provider elsewhere http://x");
  }

  @Test
  void anImageThatFailsMakesNothingAndIsRefusedAtItsKeyFromThenOn() {
    home.beforeScripts(
        script -> {
          String machine = script.name().split(" ")[0];
          if (machine.endsWith("-web-1") && machine.contains("-gate-")) {
            home.fallSick(machine);
          }
        });
    OperationException failure = refused(golden);
    assertThat(failure.kind()).isEqualTo(OperationException.Kind.FAILED);
    assertThat(failure.fix()).contains("image verify " + golden + " --fleet blog");
    home.beforeScripts(script -> {});

    OperationException refusal = refused("golden");

    assertThat(refusal.kind()).isEqualTo(OperationException.Kind.BAD_REQUEST);
    assertThat(refusal.where()).isEqualTo("tiers.web.image");
    assertThat(refusal).hasMessageContaining("image " + golden + " failed when it was tried");
    assertThat(census.machines()).isEmpty();
    assertThat(controller.store().snapshotSets()).isEmpty();
  }

  @Test
  void whereAnImageComesFromIsForgottenOnlyWhenItIsGone() {
    Images images = controller.engine().images();
    Images.Listing before = images.list();
    home.provider().compute().deleteImage(new ImageId(golden));
    controller.up(1);
    String since = baked("since");

    images.forgetGone(before);
    assertThat(controller.store().bakedImages())
        .extracting(BakedImage::image)
        .containsExactlyInAnyOrder(golden, since);
    images.forgetGone(images.list());

    assertThat(controller.store().bakedImages())
        .extracting(BakedImage::image)
        .containsExactly(since);
  }
}

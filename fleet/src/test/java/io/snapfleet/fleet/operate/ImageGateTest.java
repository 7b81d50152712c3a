package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.snapfleet.fleet.image.ImageStanding;
import io.snapfleet.fleet.image.KnownImage;
import io.snapfleet.fleet.model.BakedImage;
import io.snapfleet.fleet.model.ImageTrial;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.model.ProviderSpec;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.plan.Pace;
import io.snapfleet.fleet.plan.Plan;
import io.snapfleet.provider.api.Capability;
import io.snapfleet.provider.api.FirewallRules.Outside;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.fake.FaultPlan;
import io.snapfleet.recipe.Stage;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images are tried in a throw-away fleet, of which nothing is left. */
class ImageGateTest {
  @TempDir(factory = MemoryDirectory.class)
  private Path directory;

  private Home home;
  private Controller controller;
  private Census census;
  private String image = "";
  private List<String> before = List.of();

  @BeforeEach
  void makeAnImage() {
    home = new Home(directory);
    controller = Controller.on(home);
    census = new Census(home, controller);
    controller.up(2);
    controller.write("in the copy");
    controller.up(2, controller.snapshot());
    image = WebMachineImage.take(home, census, "golden", WebMachineImage.CLEAN_UP);
    before = DrillScene.everything(home);
  }

  @AfterEach
  void close() {
    controller.close();
  }

  private ImageTrial verify(@Nullable String fleet, @Nullable String recipe) {
    return verify(controller, image, fleet, recipe);
  }

  private static ImageTrial verify(
      Controller by, String image, @Nullable String fleet, @Nullable String recipe) {
    Images images = by.engine().images();
    return images.verify(images.find(image), fleet, recipe, ProgressListener.SILENT);
  }

  private ImageStanding.State standing() {
    return controller.engine().images().find(image).standing().state();
  }

  private void requireNothingLeft() {
    assertThat(DrillScene.everything(home)).isEqualTo(before);
    assertThat(controller.engine().fleets()).hasSize(1);
    census.requireServing(2);
  }

  @Test
  void anImagePassesAsAMachineOfItsFleet() {
    assertThat(standing()).isEqualTo(ImageStanding.State.UNTRIED);

    ImageTrial trial = verify(Controller.FLEET, null);

    assertThat(trial.state()).isEqualTo(ImageTrial.State.PASSED);
    assertThat(trial.images()).containsExactly(image);
    assertThat(trial.recipe()).isEqualTo("tiny");
    assertThat(trial.filesRead()).isTrue();
    assertThat(trial.endedAt()).isNotNull();
    assertThat(controller.engine().images().find("golden").standing().trial()).isEqualTo(trial);
    assertThat(home.runs())
        .filteredOn(run -> run.machine().startsWith(trial.throwAway()))
        .extracting(run -> run.script().text())
        .contains("configure", "check")
        .doesNotContain("install");
    requireNothingLeft();
  }

  @Test
  void withoutAFleetItHasToBootAndToAnswer() {
    ImageTrial trial = verify(null, null);

    assertThat(trial.state()).isEqualTo(ImageTrial.State.PASSED);
    assertThat(trial.recipe()).isNull();
    assertThat(trial.throwAway()).startsWith("image-gate-");
    assertThat(home.runs()).noneMatch(run -> run.machine().startsWith(trial.throwAway()));
    requireNothingLeft();
  }

  @Test
  void withARecipeAndNoFleetItsOtherTiersAreInstalled() {
    ImageTrial trial = verify(null, "tiny");

    assertThat(trial.state()).isEqualTo(ImageTrial.State.PASSED);
    assertThat(home.runs())
        .filteredOn(run -> run.script().text().equals("install"))
        .extracting(Home.Run::machine)
        .contains(trial.throwAway() + "-database-1")
        .doesNotContain(trial.throwAway() + "-web-1");
    requireNothingLeft();
  }

  @Test
  void theThrowAwayFleetHasItsOwnNetworkAndNoPublicPort() {
    AtomicBoolean looked = new AtomicBoolean();
    home.beforeScripts(
        script -> {
          String machine = script.name().split(" ")[0];
          if (machine.contains("-gate-") && !looked.getAndSet(true)) {
            Tags tags = Tags.ofFleet(machine.replaceFirst("-(web|database)-1$", ""));
            assertThat(home.provider().networks().networks(tags)).hasSize(1);
            assertThat(home.provider().compute().machines(tags))
                .isNotEmpty()
                .allSatisfy(one -> assertThat(one.published()).isEmpty());
            assertThat(home.provider().firewalls().firewalls(tags))
                .singleElement()
                .satisfies(one -> assertThat(one.rules().outside()).isEqualTo(Outside.CLOSED));
          }
        });

    verify(Controller.FLEET, null);

    assertThat(looked).isTrue();
  }

  @Test
  void theWayOutIsOpenWhileOthersAreInstalledAndShutBeforeTheImageBoots() {
    Map<String, Outside> seen = new ConcurrentHashMap<>();
    home.beforeScripts(
        script -> {
          String machine = script.name().split(" ")[0];
          if (machine.contains("-gate-")) {
            Tags tags = Tags.ofFleet(machine.replaceFirst("-(web|database)-1$", ""));
            home.provider()
                .firewalls()
                .firewalls(tags)
                .forEach(one -> seen.putIfAbsent(script.name(), one.rules().outside()));
          }
        });

    String fleet = verify(null, "tiny").throwAway();

    assertThat(seen)
        .containsEntry(fleet + "-database-1 install", Outside.OPEN)
        .containsEntry(fleet + "-web-1 configure", Outside.CLOSED);
  }

  @Test
  void anImageThatHoldsWhatMustNotBeInOneFailsWithoutAMachine() {
    image = WebMachineImage.take(home, census, "dirty", List.of());

    ImageTrial trial = verify(null, null);

    assertThat(trial.state()).isEqualTo(ImageTrial.State.FAILED);
    assertThat(trial.reason()).contains("/etc/ssh/ssh_host_ed25519_key (an SSH host key)");
    assertThat(controller.store().machines(trial.throwAway())).isEmpty();
    requireNothingLeft();
  }

  @Test
  void whereImagesCannotBeReadThatIsSaidOfThePassedTrial() {
    try (Controller blind =
        Controller.on(home.without(Capability.READ_IMAGES, Capability.PRICES))) {
      ImageTrial trial = verify(blind, image, null, null);

      assertThat(trial.state()).isEqualTo(ImageTrial.State.PASSED);
      assertThat(trial.filesRead()).isFalse();
    }
  }

  @Test
  void anImageWhoseMachineIsNotHealthyFailsAndIsRefusedFromThenOn() {
    makeSickAtTheGate();

    ImageTrial trial = verify(Controller.FLEET, null);

    assertThat(trial.state()).isEqualTo(ImageTrial.State.FAILED);
    assertThat(trial.reason()).contains("is sick");
    requireNothingLeft();
    home.recover();
    home.beforeScripts(script -> {});
    OperationException refusal =
        catchThrowableOfType(OperationException.class, () -> controller.rollToImage(image));
    assertThat(refusal.kind()).isEqualTo(OperationException.Kind.BAD_REQUEST);
    assertThat(refusal)
        .hasMessageContaining("image %s failed when it was tried".formatted(image))
        .hasMessageContaining("is sick");

    verify(Controller.FLEET, null);
    controller.rollToImage(image);
    assertThat(census.record().lastGood()).containsEntry(TierName.WEB, image);
  }

  @Test
  void theReasonHasTheLastLinesOfTheScriptWhoseLogGoes() {
    home.beforeScripts(
        script -> {
          String machine = script.name().split(" ")[0];
          if (machine.endsWith("-web-1") && machine.contains("-gate-")) {
            home.fallSick(machine, Stage.START, "nginx.service is not there\nit cannot start");
          }
        });

    assertThat(verify(Controller.FLEET, null).reason())
        .endsWith("it cannot start; it printed last: nginx.service is not there | it cannot start");
  }

  private void makeSickAtTheGate() {
    home.beforeScripts(
        script -> {
          String machine = script.name().split(" ")[0];
          if (machine.endsWith("-web-1") && machine.contains("-gate-")) {
            home.fallSick(machine);
          }
        });
  }

  @Test
  void aProviderThatRefusesSaysNothingOfTheImage() {
    FaultPlan fullHouse =
        FaultPlan.refusing(
            call -> call.name().equals("compute.create") && call.subject().contains("-gate-"),
            () -> new ProviderException.QuotaExceeded("4 machines are the most", "ask for more"));
    try (Controller unlucky = Controller.suffering(home, fullHouse)) {
      assertThatThrownBy(() -> verify(unlucky, image, Controller.FLEET, null))
          .hasMessageContaining("4 machines are the most");
    }

    assertThat(controller.store().imageTrials())
        .extracting(ImageTrial::state)
        .containsExactly(ImageTrial.State.UNDECIDED);
    assertThat(standing()).isEqualTo(ImageStanding.State.UNTRIED);
    requireNothingLeft();
  }

  @Test
  void anotherMachinesTroubleSaysNothingOfTheImage() {
    home.beforeScripts(
        script -> {
          String machine = script.name().split(" ")[0];
          if (machine.endsWith("-database-1") && machine.contains("-gate-")) {
            home.fallSick(machine);
          }
        });

    assertThatThrownBy(() -> verify(Controller.FLEET, null)).hasMessageContaining("is sick");

    assertThat(standing()).isEqualTo(ImageStanding.State.UNTRIED);
    requireNothingLeft();
  }

  @Test
  void aRollTriesAnImageThatNobodyHasTriedAndOnlyOnce() {
    controller.rollToImage(image);

    assertThat(census.record().lastGood()).containsEntry(TierName.WEB, image);
    assertThat(controller.store().imageTrials())
        .singleElement()
        .satisfies(trial -> assertThat(trial.fleet()).isEqualTo(Controller.FLEET));
    controller.rollToImage(image);
    assertThat(controller.store().imageTrials()).hasSize(1);
  }

  @Test
  void thatItBootsIsNotEnoughForARoll() {
    verify(null, null);

    controller.rollToImage(image);

    assertThat(controller.store().imageTrials())
        .extracting(ImageTrial::recipe)
        .containsExactly("tiny", null);
  }

  @Test
  void aRollOntoAnImageThatFailsTouchesNothing() {
    int sets = controller.store().snapshotSets().size();
    makeSickAtTheGate();

    OperationException failure =
        catchThrowableOfType(OperationException.class, () -> controller.rollToImage(image));

    assertThat(failure.kind()).isEqualTo(OperationException.Kind.FAILED);
    assertThat(failure.fix()).contains("snapfleet image verify " + image + " --fleet blog");
    assertThat(controller.store().snapshotSets()).hasSize(sets);
    assertThat(controller.store().operations(Controller.FLEET))
        .extracting(Operation::kind)
        .doesNotContain(Operation.Kind.ROLL);
    requireNothingLeft();
  }

  @Test
  void thePlanOfARollTriesNothingAndSaysSo() {
    int sets = controller.store().snapshotSets().size();

    Plan plan =
        controller
            .engine()
            .planRollToImage(
                Controller.FLEET, new ImageRoll(TierName.WEB, image, Pace.ONE_BY_ONE, false));

    assertThat(plan.notes()).contains("image " + image + " is tried in a throw-away fleet first");
    assertThat(plan.steps())
        .anySatisfy(step -> assertThat(step.reason()).startsWith("it replaces blog-web-"));
    assertThat(controller.store().imageTrials()).isEmpty();
    assertThat(controller.store().snapshotSets()).hasSize(sets);
  }

  @Test
  void anImageThatWasBakedForAnotherProviderIsRefusedWithItsName() {
    controller
        .engine()
        .images()
        .record(
            new BakedImage(
                new ProviderSpec("elsewhere", Map.of("endpoint", "http://x")),
                "far-1",
                "far",
                "/t.json",
                "00",
                "web",
                "local",
                "base",
                Map.of(),
                List.of(),
                "1",
                home.clock().instant()));

    assertThatThrownBy(() -> controller.rollToImage("far-1"))
        .hasMessage("provider fake has no image far-1; it is one of provider elsewhere http://x");
  }

  @Test
  void anImageOnTrialIsInUse() {
    AtomicBoolean looked = new AtomicBoolean();
    home.beforeScripts(
        script -> {
          if (script.name().contains("-gate-") && !looked.getAndSet(true)) {
            KnownImage seen = controller.engine().images().find(image);
            assertThat(seen.users()).anyMatch(user -> user.startsWith("it is being tried in "));
          }
        });

    verify(Controller.FLEET, null);

    assertThat(looked).isTrue();
    assertThat(controller.engine().images().find(image).users()).isEmpty();
  }
}

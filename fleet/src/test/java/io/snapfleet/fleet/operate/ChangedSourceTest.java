package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.snapfleet.fleet.model.ApplicationSpec;
import io.snapfleet.fleet.model.ApplicationSpec.SourceSpec;
import io.snapfleet.fleet.model.BuildMethod;
import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.plan.FrozenDifference;
import io.snapfleet.fleet.plan.Pace;
import io.snapfleet.fleet.plan.Plan;
import io.snapfleet.fleet.plan.Step;
import io.snapfleet.fleet.state.FleetLease;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Fleets whose web machines get the files of a directory that changes. */
class ChangedSourceTest {
  @TempDir(factory = MemoryDirectory.class)
  private Path directory;

  @TempDir private Path source;

  private Home home;
  private Controller controller;
  private Census census;

  @BeforeEach
  void write() {
    home = new Home(directory);
    controller = Controller.on(home);
    census = new Census(home, controller);
    edit("first");
  }

  @AfterEach
  void close() {
    controller.close();
  }

  private void edit(String text) {
    try {
      Files.writeString(source.resolve("index.html"), text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private FleetSpec spec(int web) {
    FleetSpec spec = Controller.spec(web);
    ApplicationSpec application = spec.application();
    return new FleetSpec(
        spec.fleet(),
        spec.provider(),
        new ApplicationSpec(
            application.recipe(), application.settings(), new SourceSpec(source.toString(), null)),
        spec.site(),
        spec.tiers(),
        spec.deadlines(),
        spec.backup());
  }

  private DeployRequest request() {
    return DeployRequest.deploy(spec(2), null);
  }

  private Plan plan() {
    return controller.engine().plan(request());
  }

  private List<String> note() {
    return List.of(
        "web machines that serve keep the files that %s had when they were installed"
            .formatted(source));
  }

  private void forgetFingerprints() {
    try (FleetLease lease = controller.store().acquire(Controller.FLEET, "an older version")) {
      Operation operation = controller.store().newestOperation(Controller.FLEET).orElseThrow();
      for (FleetMachine machine : controller.store().machines(Controller.FLEET)) {
        lease.saveMachine(machine.installedFrom(null), operation.id());
      }
    }
  }

  @Test
  void otherFilesReplaceTheMachinesThatWereInstalledWithThose() {
    controller.up(request());
    assertThat(plan().isEmpty()).isTrue();
    assertThat(plan().notes()).isEmpty();
    edit("second");

    assertThat(plan().steps())
        .extracting(Step::reason)
        .contains("it replaces blog-web-1", "replaced: the files of application.source changed");
    controller.up(request());

    assertThat(census.names(TierName.WEB)).containsExactlyInAnyOrder("blog-web-3", "blog-web-4");
    census.requireServing(2);
    assertThat(plan().isEmpty()).isTrue();
  }

  @Test
  void machinesOfWhichTheFilesAreNotKnownAreKeptAndItIsTold() {
    controller.up(request());
    forgetFingerprints();
    edit("second");

    assertThat(plan().isEmpty()).isTrue();
    assertThat(plan().notes()).isEqualTo(note());
  }

  @Test
  void whatWasCutOffReplacesOnlyMachinesThatHaveTheOldFiles() {
    controller.up(request());
    edit("second");
    AtomicBoolean cutOff = new AtomicBoolean();
    home.beforeScripts(
        script -> {
          if (script.name().equals("blog-web-4 configure") && !cutOff.getAndSet(true)) {
            throw new IllegalStateException("cut off");
          }
        });
    assertThat(catchThrowableOfType(RuntimeException.class, () -> controller.up(request())))
        .isNotNull();

    controller.up(request());

    assertThat(census.names(TierName.WEB)).containsExactlyInAnyOrder("blog-web-3", "blog-web-4");
    census.requireServing(2);
  }

  @Test
  void whoScalesIsToldAndHasNothingReplaced() {
    controller.up(request());
    edit("second");
    DeployRequest scale =
        controller.engine().scaleRequest(Controller.FLEET, java.util.Map.of(TierName.WEB, 3));

    assertThat(controller.engine().plan(scale).notes()).isEqualTo(note());
    controller.up(scale);

    assertThat(census.names(TierName.WEB))
        .containsExactlyInAnyOrder("blog-web-1", "blog-web-2", "blog-web-3");
    controller.up(request());
    assertThat(census.names(TierName.WEB)).contains("blog-web-3").hasSize(2);
    assertThat(plan().isEmpty()).isTrue();
  }

  @Test
  void aSetHoldsTheFilesThatItsMachineWasInstalledWith() {
    controller.up(request());
    edit("second");
    assertThat(controller.engine().checkSnapshot(spec(2)))
        .extracting(FrozenDifference::name)
        .containsExactly("application.source");
    String set = controller.snapshot();
    controller.down();

    assertRefused(set);
    edit("first");
    controller.up(DeployRequest.deploy(spec(2), set));
    assertThat(plan().isEmpty()).isTrue();
    edit("third");
    assertRefused(null);
    assertThat(controller.engine().plan(request().applyingSettings()).isEmpty()).isTrue();
    edit("first");

    String ofTheSame = controller.snapshot();
    edit("fourth");
    assertRefused(ofTheSame);
  }

  private void assertRefused(@org.jspecify.annotations.Nullable String set) {
    DeployRequest request = DeployRequest.deploy(spec(2), set);
    OperationException refusal =
        catchThrowableOfType(OperationException.class, () -> controller.up(request));
    assertThat(refusal.kind()).isEqualTo(OperationException.Kind.BAD_REQUEST);
    assertThat(refusal)
        .hasMessageMatching(
            "application.source is '.* with files [0-9a-f]{8}' in the snapshot set and '.* with"
                + " files [0-9a-f]{8}' is wanted: .*");
  }

  @Test
  void aSetFromBeforeFingerprintsIsBuiltFromAsItWas() {
    controller.up(request());
    forgetFingerprints();
    String set = controller.snapshot();
    controller.down();
    edit("second");

    controller.up(DeployRequest.deploy(spec(2), set));

    census.requireServing(2);
    assertThat(plan().isEmpty()).isTrue();
  }

  @Test
  void theWayBackOfARollLeavesMachinesTheFilesTheyHave() {
    controller.up(request());
    String set = controller.snapshot();
    edit("second");
    home.beforeScripts(
        script -> {
          if (script.name().startsWith("blog-web-3 ")) {
            home.fallSick("blog-web-3");
          }
        });
    assertThat(
            catchThrowableOfType(
                OperationException.class, () -> controller.roll(set, Pace.ONE_BY_ONE)))
        .isNotNull();

    assertThat(census.names(TierName.WEB)).containsExactlyInAnyOrder("blog-web-1", "blog-web-2");
    census.requireServing(2);
  }

  @Test
  void anArchiveOfOtherFilesIsNotUnpacked() {
    DeployRequest byArchive = DeployRequest.deploy(spec(2).builtBy(BuildMethod.BACKUP), null);
    controller.up(byArchive);
    Set<String> installedFirst = fingerprints();
    edit("second");

    controller.up(byArchive);

    assertThat(installedFirst).hasSize(1);
    assertThat(fingerprints()).hasSize(1).doesNotContainAnyElementsOf(installedFirst);
    assertThat(controller.engine().plan(byArchive).isEmpty()).isTrue();
    assertThat(controller.store().machines(Controller.FLEET))
        .extracting(FleetMachine::method)
        .contains(BuildMethod.BACKUP);
    List<String> archives =
        controller.store().operations(Controller.FLEET).stream()
            .flatMap(operation -> controller.store().journal(operation.id()).stream())
            .filter(entry -> entry.call().equals("archive.store"))
            .map(entry -> String.valueOf(entry.outcome()))
            .toList();
    assertThat(archives)
        .hasSize(2)
        .doesNotHaveDuplicates()
        .noneMatch(made -> made.contains("made before"));
  }

  private Set<String> fingerprints() {
    return controller.store().machines(Controller.FLEET).stream()
        .filter(machine -> machine.tier() == TierName.WEB)
        .map(machine -> String.valueOf(machine.source()))
        .collect(java.util.stream.Collectors.toSet());
  }
}

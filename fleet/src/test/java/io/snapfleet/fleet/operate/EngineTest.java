package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.model.Transition;
import io.snapfleet.fleet.plan.Pace;
import io.snapfleet.fleet.state.SecretScope;
import io.snapfleet.provider.api.Machine;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.fake.Call;
import io.snapfleet.provider.fake.FaultPlan;
import io.snapfleet.remote.secret.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job: a fleet comes, changes its size, is captured, goes, and comes back. */
class EngineTest {
  private static final String HOST_KEY = "/etc/ssh/ssh_host_ed25519_key.pub";

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

  @Test
  void aFleetIsDeployedFromNothing() {
    census.requireServing(2);
    assertThat(census.rows()).isEqualTo("hello\n");
    assertThat(census.machine("blog-proxy-1").published())
        .extracting(port -> port.hostPort())
        .containsExactly(census.record().publishedPort());
  }

  @Test
  void machinesThatWaitForOthersAreRememberedAsPlanned() {
    List<Transition> life = controller.engine().transitions("blog");
    List<MachineState> web =
        life.stream()
            .filter(transition -> transition.machine().equals("blog-web-1"))
            .map(Transition::state)
            .toList();
    Transition databaseServes =
        life.stream()
            .filter(transition -> transition.machine().equals("blog-database-1"))
            .filter(transition -> transition.state() == MachineState.SERVING)
            .findFirst()
            .orElseThrow();

    assertThat(web)
        .startsWith(MachineState.PLANNED, MachineState.CREATING)
        .endsWith(MachineState.SERVING);
    assertThat(life)
        .filteredOn(transition -> transition.state() == MachineState.PLANNED)
        .allMatch(transition -> !transition.at().isAfter(databaseServes.at()))
        .hasSize(4);
  }

  @Test
  void deployingAgainHasNothingToDo() {
    DeployRequest again = DeployRequest.deploy(Controller.spec(2), null);
    List<Machine> before = census.machines();

    assertThat(controller.engine().plan(again).steps()).isEmpty();
    List<Call> changes = changesDuring(() -> controller.up(again));

    assertThat(changes).isEmpty();
    assertThat(census.machines()).isEqualTo(before);
    census.requireServing(2);
  }

  @Test
  void scalingLeavesTheMachinesThatStayAsTheyAre() {
    List<Machine> two = census.machines();

    controller.scale(4);
    census.requireServing(4);
    assertThat(census.machines()).containsAll(two);

    controller.scale(1);
    census.requireServing(1);
    assertThat(census.names(TierName.WEB)).containsExactly("blog-web-4");
  }

  @Test
  void everyTrafficChangeOfAScaleDownIsADrainFirst() {
    controller.scale(1);

    assertThat(home.runs())
        .filteredOn(run -> run.script().text().equals("drain"))
        .extracting(run -> run.script().variables().get("BACKEND"))
        .containsExactly("blog-web-1");
  }

  @Test
  void aMachineThatStillAnswersStaysBehindTheLoadBalancerUntilItsOwnDrainIsOver() {
    controller.scale(3);
    CompletableFuture<Boolean> otherIsGone = new CompletableFuture<>();
    List<String> backends = new CopyOnWriteArrayList<>();
    home.beforeScripts(
        script -> {
          if ("blog-web-1".equals(script.variables().get("BACKEND"))) {
            otherIsGone.orTimeout(2, TimeUnit.MINUTES).join();
            backends.addAll(census.backends());
          }
        });

    try (Controller another = Controller.suffering(home, atDeletion(otherIsGone))) {
      another.scale(1);
    }

    assertThat(backends)
        .extracting(TinyMachine::name)
        .containsExactlyInAnyOrder("blog-web-3", "blog-web-1");
    census.requireServing(1);
  }

  private static FaultPlan atDeletion(CompletableFuture<Boolean> event) {
    return new FaultPlan() {
      @Override
      public void after(Call call) {
        if (call.name().equals("compute.delete")) {
          event.complete(true);
        }
      }
    };
  }

  /** All of them have asked by the end of the first round; a second one does for all. */
  @Test
  void machinesThatJoinTogetherAreToldOfTogether() {
    int told = home.trafficHistory().size();
    home.beforeScripts(
        script -> {
          if (script.text().equals("backends")) {
            awaitJoining(10);
          }
        });

    controller.scale(10);

    census.requireServing(10);
    assertThat(home.trafficHistory().size() - told).isLessThanOrEqualTo(2);
  }

  private void awaitJoining(int machines) {
    for (int polls = 0; polls < 12_000 && withTraffic() < machines; polls++) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
  }

  private long withTraffic() {
    return controller.store().machines(Controller.FLEET).stream()
        .filter(machine -> machine.tier() == TierName.WEB)
        .filter(
            machine ->
                machine.state() == MachineState.JOINING || machine.state() == MachineState.SERVING)
        .count();
  }

  @Test
  void aCopyOfAFleetsCredentialIsFoundInItsImageByName() {
    Map<String, Secret> secrets = controller.store().secrets(SecretScope.ofFleet(Controller.FLEET));
    String name =
        secrets.keySet().stream()
            .filter(one -> !one.startsWith("ssh-"))
            .sorted()
            .findFirst()
            .orElseThrow();
    census
        .guest(Controller.FLEET + "-web-1")
        .write("/usr/local/etc/cfg.bak", "password = " + secrets.get(name).reveal());

    assertThat(controller.engine().verifySnapshot(controller.snapshot()))
        .containsExactly(
            new ImageFinding(
                TierName.WEB, "/usr/local/etc/cfg.bak", "credentials of the fleet (" + name + ")"));
  }

  @Test
  void aSnapshotSetHasACleanImageOfEveryTierAndACopyOfTheData() {
    SnapshotSet set = controller.engine().snapshotSet(controller.snapshot());

    assertThat(set.tiers()).containsOnlyKeys(TierName.values());
    assertThat(set.tiers().get(TierName.DATABASE).volumes()).hasSize(1);
    assertThat(set.tiers().get(TierName.WEB).packages()).containsExactly("app=1.0", "base=13");
    assertThat(controller.engine().verifySnapshot(set.id())).isEmpty();
    census.requireServing(2);
  }

  @Test
  void machinesAreQuiescedWhileTheyAreCaptured() {
    controller.snapshot();

    List<String> stages =
        home.runs().stream()
            .filter(run -> run.machine().equals("blog-database-1"))
            .map(run -> run.script().text())
            .filter(Set.of("quiesce", "resume")::contains)
            .toList();
    assertThat(stages).containsExactly("quiesce", "resume");
    controller.write("after");
    assertThat(census.rows()).contains("after");
  }

  @Test
  void aSetWhoseDatabaseWentOnMeanwhileIsNotKept() {
    census.guest("blog-database-1").write(TinyMachine.WENT_ON, "yes");

    assertThat(catchThrowableOfType(OperationException.class, controller::snapshot))
        .hasMessageContaining("it had gone on before");

    assertThat(controller.store().snapshotSets()).isEmpty();
    controller.write("after");
    assertThat(census.rows()).contains("after");
    controller.down();
    census.requireGone();
  }

  @Test
  void whyASetCouldNotBeTakenIsToldThoughItsDatabaseComplainsToo() {
    census.guest("blog-database-1").write(TinyMachine.WENT_ON, "yes");
    FaultPlan full =
        FaultPlan.refusing(
            call -> call.name().equals("compute.capture"),
            () -> new ProviderException.Permanent("no room", "Make some."));
    try (Controller suffering = Controller.suffering(home, full)) {
      assertThat(catchThrowableOfType(ProviderException.class, suffering::snapshot))
          .hasMessage("no room");
    }
  }

  @Test
  void downLeavesNothingButImages() {
    controller.snapshot();

    controller.down();

    census.requireDown();
    assertThat(controller.engine().snapshotSets()).hasSize(1);
    assertThat(controller.engine().status(Controller.FLEET).state()).isEqualTo("down");
  }

  @Test
  void aFleetIsRebuiltFromTheFirstFourCharactersOfASet() {
    controller.write("a post");
    String set = controller.snapshot();
    controller.down();

    controller.up(2, set.substring(0, 4));

    census.requireServing(2);
    assertThat(census.rows()).isEqualTo("hello\na post\n");
    assertThat(controller.engine().status(Controller.FLEET).setId()).isEqualTo(set);
  }

  @Test
  void aRebuiltFleetHasNewCredentialsAndHostKeysAndKeepsWhatIsBoundToTheData() {
    String password = account();
    String salt = webConfiguration()[2];
    Map<String, String> hostKeys = hostKeys();
    String set = controller.snapshot();
    controller.down();

    controller.up(2, set);

    assertThat(account()).isNotEqualTo(password).isEqualTo(webConfiguration()[1]);
    assertThat(webConfiguration()[2]).isEqualTo(salt);
    assertThat(hostKeys().keySet()).isEqualTo(hostKeys.keySet());
    assertThat(hostKeys().values()).doesNotContainAnyElementsOf(hostKeys.values());
  }

  @Test
  void aRebuiltFleetKeepsItsCredentialsWhereThatIsAskedForAndOnlyThen() {
    Map<String, String> credentials = credentials();
    Map<String, String> hostKeys = hostKeys();
    String set = controller.snapshot();
    controller.down();

    controller.up(DeployRequest.deploy(Controller.spec(2), set).keepingCredentials());

    assertThat(credentials()).isEqualTo(credentials);
    assertThat(account()).isEqualTo(webConfiguration()[1]);
    assertThat(hostKeys().values()).doesNotContainAnyElementsOf(hostKeys.values());
    controller.down();
    controller.up(2, set);
    assertThat(credentials()).isNotEqualTo(credentials);
    Map<String, String> own = credentials();
    controller.up(DeployRequest.deploy(Controller.spec(3), set).keepingCredentials());
    assertThat(credentials()).isEqualTo(own);
  }

  private Map<String, String> credentials() {
    return controller.engine().credentials(Controller.FLEET).entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, secret -> secret.getValue().reveal()));
  }

  @Test
  void aRebuildAndItsLaterScalingUseTheSetsImagesAlone() {
    String id = controller.snapshot();
    controller.down();
    Set<String> images =
        controller.engine().snapshotSet(id).tiers().values().stream()
            .map(SnapshotSet.TierImage::image)
            .collect(Collectors.toSet());
    int before = controller.provider().calls().size();
    int ranBefore = home.runs().size();

    controller.up(2, id);
    controller.scale(3);

    census.requireServing(3);
    assertThat(census.machines())
        .allSatisfy(machine -> assertThat(images).contains(machine.image().value()));
    assertThat(controller.provider().calls().stream().skip(before))
        .extracting(Call::name)
        .doesNotContain("compute.baseImage");
    assertThat(home.runs().stream().skip(ranBefore))
        .extracting(run -> run.script().text())
        .doesNotContain("install");
  }

  @Test
  void aRollReplacesAllWebMachinesAndKeepsTheDatabaseAndTheLoadBalancer() {
    Machine database = census.machine("blog-database-1");
    Machine proxy = census.machine("blog-proxy-1");
    String set = controller.snapshot();
    controller.write("later than the set");
    int before = home.trafficHistory().size();

    controller.up(2, set);

    census.requireServing(2);
    assertThat(census.names(TierName.WEB)).containsExactlyInAnyOrder("blog-web-3", "blog-web-4");
    assertThat(census.machines()).contains(database, proxy);
    assertThat(census.rows()).contains("later than the set");
    Set<String> old = Set.of("blog-web-1", "blog-web-2");
    assertThat(home.trafficHistory().stream().skip(before))
        .isNotEmpty()
        .allMatch(
            traffic ->
                traffic.containsAll(old)
                    || traffic.containsAll(Set.of("blog-web-3", "blog-web-4")));
  }

  @Test
  void aSetThatCouldNeitherBeTakenNorRemovedTellsWhyAndStandsInNobodysWay() {
    FaultPlan unlucky =
        FaultPlan.refusing(
                call -> call.name().equals("compute.capture") && call.subject().endsWith("web"),
                () -> new ProviderException.Permanent("no room", "Make some."))
            .and(
                FaultPlan.refusing(
                    call -> call.name().equals("compute.deleteImage"),
                    () -> new ProviderException.Permanent("it is locked", "Unlock it.")));
    try (Controller suffering = Controller.suffering(home, unlucky)) {
      assertThat(catchThrowableOfType(ProviderException.class, suffering::snapshot))
          .hasMessage("no room")
          .satisfies(failure -> assertThat(failure.getSuppressed()).hasSize(1));
    }

    try (Controller suffering = Controller.suffering(home, unlucky)) {
      suffering.scale(3);
      Operation left = controller.engine().operations().get(1);
      assertThat(catchThrowableOfType(ProviderException.class, () -> suffering.resume(left)))
          .hasMessage("it is locked");
      assertThat(catchThrowableOfType(ProviderException.class, suffering::down))
          .hasMessage("it is locked");
    }
    assertThat(census.machines()).isEmpty();
    assertThat(controller.store().snapshotSets()).hasSize(1);

    controller.down();

    census.requireGone();
  }

  @Test
  void aFleetsSetsStayWhileAnotherFleetIsBuiltFromOne() {
    String set = controller.snapshot();
    controller.up(DeployRequest.deploy(named("shop"), set));

    OperationException refused =
        catchThrowableOfType(OperationException.class, controller::downWithSets);

    assertThat(refused).hasMessage("snapshot set %s is in use: fleet shop is built from it", set);
    census.requireServing(2);
    controller.engine().down("shop", false, Approval.GIVEN, ProgressListener.SILENT);
    controller.downWithSets();
    census.requireGone();
  }

  @Test
  void aSetThatIsRemovedWhileThePlanIsAskedForBuildsNothing() {
    String set = controller.snapshot();

    OperationException refused =
        catchThrowableOfType(
            OperationException.class,
            () ->
                controller
                    .engine()
                    .deploy(
                        DeployRequest.deploy(named("shop"), set),
                        plan -> {
                          controller.engine().removeSnapshot(set, ProgressListener.SILENT);
                          return true;
                        },
                        ProgressListener.SILENT));

    assertThat(refused).hasMessage("snapshot set %s was removed meanwhile", set);
    assertThat(controller.store().fleet("shop")).isEmpty();
    assertThat(home.provider().networks().networks(Tags.ofFleet("shop"))).isEmpty();
  }

  @Test
  void aSetStaysThatAnotherFleetIsRolledOnto() {
    controller.up(DeployRequest.deploy(named("shop"), controller.snapshot()));
    String set = controller.snapshot();
    AtomicReference<OperationException> refused = new AtomicReference<>();
    home.beforeScripts(
        script -> {
          if (script.name().equals("shop-web-2 configure")) {
            refused.set(
                catchThrowableOfType(
                    OperationException.class,
                    () -> controller.engine().removeSnapshot(set, ProgressListener.SILENT)));
          }
        });

    controller.up(controller.engine().rollRequest("shop", TierName.WEB, set, Pace.ONE_BY_ONE));

    assertThat(refused.get())
        .hasMessage("snapshot set %s is in use: fleet shop is being built from it", set);
    assertThat(controller.store().fleet("shop").orElseThrow().setId()).isEqualTo(set);
  }

  private static FleetSpec named(String fleet) {
    FleetSpec spec = Controller.spec(1);
    return new FleetSpec(
        fleet,
        spec.provider(),
        spec.application(),
        spec.site(),
        spec.tiers(),
        spec.deadlines(),
        spec.backup());
  }

  @Test
  void listsThatLagBehindAreBorneWith() {
    controller.downWithSets();
    controller.close();
    home = new Home(directory, Duration.ofSeconds(2));
    controller = Controller.on(home);
    census = new Census(home, controller);
    controller.up(2);
    controller.scale(3);
    String set = controller.snapshot();
    controller.down();
    census.requireDown();

    controller.up(3, set);
    census.requireServing(3);

    controller.downWithSets();
    census.requireGone();
  }

  private List<Call> changesDuring(Runnable work) {
    int before = controller.provider().calls().size();
    work.run();
    return controller.provider().calls().stream().skip(before).filter(Call::changes).toList();
  }

  private String account() {
    return census.guest("blog-database-1").read(TinyMachine.ACCOUNT).orElseThrow();
  }

  private String[] webConfiguration() {
    return census.guest("blog-web-1").read(TinyMachine.CONFIGURATION).orElseThrow().split(" ", 3);
  }

  private Map<String, String> hostKeys() {
    return census.machines().stream()
        .collect(
            Collectors.toMap(
                Machine::name,
                machine -> census.guest(machine.name()).read(HOST_KEY).orElseThrow()));
  }
}

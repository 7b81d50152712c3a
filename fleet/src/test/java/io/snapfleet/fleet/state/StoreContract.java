package io.snapfleet.fleet.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.tuple;

import io.snapfleet.fleet.model.Backup;
import io.snapfleet.fleet.model.BackupPeriod;
import io.snapfleet.fleet.model.BakedImage;
import io.snapfleet.fleet.model.BuildMethod;
import io.snapfleet.fleet.model.Drill;
import io.snapfleet.fleet.model.FleetMachine;
import io.snapfleet.fleet.model.FleetRecord;
import io.snapfleet.fleet.model.ImageTrial;
import io.snapfleet.fleet.model.JournalEntry;
import io.snapfleet.fleet.model.MachineState;
import io.snapfleet.fleet.model.Operation;
import io.snapfleet.fleet.model.ProviderSpec;
import io.snapfleet.fleet.model.ScheduledRun;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.Transition;
import io.snapfleet.remote.secret.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a store promises, whatever database it is in. */
abstract class StoreContract extends StoreFixture {
  @Test
  void aSavedFleetIsReadBackWholeWithTheNextVersion() {
    FleetRecord saved = lease.saveFleet(Samples.fleet("blog"));

    assertThat(saved.version()).isEqualTo(1);
    assertThat(store.fleet("blog")).contains(saved);
    assertThat(saved)
        .usingRecursiveComparison()
        .ignoringFields("version")
        .isEqualTo(Samples.fleet("blog"));
  }

  @Test
  void aFleetWithNothingOptionalIsReadBackWhole() {
    FleetRecord bare =
        new FleetRecord(
            "blog",
            Samples.spec("blog"),
            FleetRecord.State.DOWN,
            0,
            null,
            0,
            Map.of(),
            Instant.EPOCH.minusNanos(1));

    assertThat(store.fleet("blog")).isEmpty();
    FleetRecord saved = lease.saveFleet(bare);

    assertThat(store.fleets()).containsExactly(saved);
    assertThat(saved.createdAt()).isEqualTo(bare.createdAt());
  }

  @Test
  void savingOverAnotherVersionIsRefusedAndChangesNothing() {
    FleetRecord first = lease.saveFleet(Samples.fleet("blog"));
    FleetRecord second = lease.saveFleet(first);

    assertThatThrownBy(() -> lease.saveFleet(first))
        .isInstanceOf(StaleVersionException.class)
        .hasMessageContaining("blog")
        .hasMessageContaining("version 1");
    assertThatThrownBy(() -> lease.saveFleet(Samples.fleet("blog")))
        .isInstanceOf(StaleVersionException.class);
    assertThat(store.fleet("blog")).contains(second);
  }

  @Test
  void fleetsAreListedByName() {
    try (FleetLease other = store.acquire("apple", "alice")) {
      lease.saveFleet(Samples.fleet("blog"));
      other.saveFleet(Samples.fleet("apple"));
    }

    assertThat(store.fleets()).extracting(FleetRecord::name).containsExactly("apple", "blog");
  }

  @Test
  void eachChangeOfAMachinesStateIsATransitionAtThePresentTime() {
    beginOnBlog();
    FleetMachine planned = Samples.machine("blog", "web-1", MachineState.PLANNED);
    lease.saveMachine(planned, "op-1");
    clock.advance(Duration.ofMillis(5));
    lease.saveMachine(planned, "op-1");
    lease.saveMachine(planned.in(MachineState.CREATING), "op-1");

    assertThat(store.machines("blog")).containsExactly(planned.in(MachineState.CREATING));
    assertThat(store.transitions("blog"))
        .containsExactly(
            new Transition("blog", "web-1", "op-1", MachineState.PLANNED, Samples.NOW),
            new Transition(
                "blog", "web-1", "op-1", MachineState.CREATING, Samples.NOW.plusMillis(5)));
  }

  @Test
  void aGoneMachineIsRemovedOnceAndItsTransitionsStay() {
    beginOnBlog();
    FleetMachine machine = Samples.machine("blog", "web-1", MachineState.DELETING);
    lease.saveMachine(machine, "op-1");
    lease.saveMachine(machine.in(MachineState.GONE), "op-1");
    lease.saveMachine(machine.in(MachineState.GONE), "op-1");

    assertThat(store.machines("blog")).isEmpty();
    assertThat(store.transitions("blog"))
        .extracting(Transition::state)
        .containsExactly(MachineState.DELETING, MachineState.GONE);
  }

  @Test
  void machinesAreOfTheirFleetAloneAndByName() {
    beginOnBlog();
    for (String name : List.of("web-2", "database-1", "web-1")) {
      lease.saveMachine(Samples.machine("blog", name, MachineState.PLANNED), "op-1");
    }

    assertThat(store.machines("blog"))
        .extracting(FleetMachine::name)
        .containsExactly("database-1", "web-1", "web-2");
    assertThat(store.machines("shop")).isEmpty();
    assertThat(store.transitions("shop")).isEmpty();
  }

  @Test
  void aFailedMachineKeepsItsReason() {
    beginOnBlog();
    FleetMachine failed =
        Samples.machine("blog", "web-1", MachineState.BOOTING).failed("SSH never answered");
    lease.saveMachine(failed, "op-1");

    assertThat(store.machines("blog")).containsExactly(failed);
  }

  @Test
  void operationsAreListedNewestFirst() {
    Operation old = Samples.operation("op-1", "blog");
    Operation young = later(Samples.operation("op-2", "blog"), Duration.ofSeconds(1));
    lease.begin(old);
    lease.begin(young);
    try (FleetLease shop = store.acquire("shop", "alice")) {
      shop.begin(later(Samples.operation("op-3", "shop"), Duration.ofSeconds(2)));
    }

    assertThat(store.operations("blog")).containsExactly(young, old);
    assertThat(store.operations())
        .extracting(Operation::id)
        .containsExactly("op-3", "op-2", "op-1");
    assertThat(store.operation("op-1")).contains(old);
    assertThat(store.operation("op-9")).isEmpty();
  }

  @Test
  void theNewestOperationIsTheOneThatBeganLastThoughTheClockWasSetBack() {
    Operation old = Samples.operation("op-2", "blog");
    Operation young = later(Samples.operation("op-1", "blog"), Duration.ofHours(-1));
    lease.begin(old);
    lease.begin(young);

    assertThat(store.operations("blog")).containsExactly(young, old);
    assertThat(store.newestOperation("blog")).contains(young);
    assertThat(store.newestOperation("blog", Set.of(young.kind()))).contains(young);
    assertThat(store.newestOperation("blog", Set.of(Operation.Kind.DRILL))).isEmpty();
    assertThat(store.runningOperations("blog")).containsExactly(young, old);
  }

  @Test
  void oneOperationIsFoundWithoutTheOthers() {
    Operation old = Samples.operation("op-1", "blog");
    Operation young = later(Samples.operation("op-2", "blog"), Duration.ofSeconds(1));
    Operation done = old.ended(Operation.Status.DONE, Samples.NOW.plusSeconds(1), null);
    lease.begin(old);
    lease.begin(young);
    lease.end(done);

    assertThat(store.newestOperation("blog")).contains(young);
    assertThat(store.newestOperation("shop")).isEmpty();
    assertThat(store.newestOperation("blog", old.kind(), Operation.Status.DONE)).contains(done);
    assertThat(store.newestOperation("blog", Operation.Kind.DEPLOY, Operation.Status.DONE))
        .isEmpty();
    assertThat(store.newestOperation("blog", old.kind(), Operation.Status.FAILED)).isEmpty();
    assertThat(store.runningOperations("blog")).containsExactly(young);
    assertThat(store.runningOperations("shop")).isEmpty();
  }

  @Test
  void anEndedOperationHasItsEndAndItsError() {
    Operation running = Samples.operation("op-1", "blog");
    lease.begin(running);
    Operation ended =
        running.ended(Operation.Status.FAILED, Samples.NOW.plusSeconds(9), "the disk is full");
    lease.end(ended);

    assertThat(store.operation("op-1")).contains(ended);
  }

  @Test
  void theJournalKeepsTheOrderOfIntentAndWhatBecameOfIt() {
    beginOnBlog();
    long first = lease.intend("op-1", "create web-1", "compute.create", "web-1");
    clock.advance(Duration.ofSeconds(1));
    long second = lease.intend("op-1", "create web-2", "compute.create", "web-2");
    lease.settle(second, "done id-2");

    assertThat(second).isGreaterThan(first);
    Instant then = Samples.NOW.plusSeconds(1);
    assertThat(store.journal("op-1"))
        .containsExactly(
            new JournalEntry(
                first, "op-1", "create web-1", "compute.create", "web-1", Samples.NOW, null, null),
            new JournalEntry(
                second,
                "op-1",
                "create web-2",
                "compute.create",
                "web-2",
                then,
                then,
                "done id-2"));
  }

  @Test
  void snapshotSetsAreReadBackWholeOldestFirst() {
    SnapshotSet young = taken(Samples.snapshotSet("bbbb00000000", "blog"), 5);
    SnapshotSet old = Samples.snapshotSet("cccc00000000", "blog");
    lease.saveSnapshotSet(young);
    lease.saveSnapshotSet(old);
    assertThat(store.snapshotSets()).containsExactly(old, young);
    assertThat(store.snapshotSetsAsMade()).containsExactly(young, old);

    SnapshotSet complete = inState(old, SnapshotSet.State.COMPLETE);
    lease.saveSnapshotSet(complete);
    assertThat(store.snapshotSets()).containsExactly(complete, young);
    assertThat(store.snapshotSetsAsMade()).containsExactly(young, complete);
  }

  @Test
  void aRemovedSnapshotSetTakesItsCredentialsAlong() {
    lease.saveSnapshotSet(Samples.snapshotSet("aaaa00000000", "blog"));
    lease.saveSecrets("set/aaaa00000000", Map.of("password", new Secret("pssst")));
    lease.saveSecrets("fleet/blog", Map.of("password", new Secret("other")));

    lease.removeSnapshotSet("aaaa00000000");
    lease.removeSnapshotSet("aaaa00000000");

    assertThat(store.snapshotSets()).isEmpty();
    assertThat(store.secrets("set/aaaa00000000")).isEmpty();
    assertThat(store.secrets("fleet/blog")).hasSize(1);
  }

  @Test
  void backupsAreReadBackWholeOldestFirst() {
    Backup young = Samples.backup("bbbb00000000", "blog");
    Backup old =
        Samples.backup("cccc00000000", "blog")
            .stored(Samples.NOW.minusSeconds(5), Samples.NOW, "f".repeat(64), Samples.detail());
    lease.saveBackup(young);
    lease.saveBackup(Samples.backup(old.id(), "blog"));
    lease.saveBackup(old);

    assertThat(store.backups("blog")).containsExactly(old, young);
    assertThat(old.state()).isEqualTo(Backup.State.PARTIAL);
    assertThat(store.backups("shop")).isEmpty();

    lease.removeBackup(young.id());
    lease.removeBackup(young.id());
    assertThat(store.backups("blog")).containsExactly(old);
  }

  @Test
  void drillsAreReadBackWholeNewestFirst() {
    Drill running = Samples.drill("dddd00000001", "blog");
    lease.saveDrill(running);
    assertThat(store.drills()).containsExactly(running);
    Drill passed =
        running
            .builtBy(BuildMethod.SNAPSHOT)
            .passed(Samples.NOW.plusSeconds(7), new Drill.Rows(12, 1L << 40));
    lease.saveDrill(passed);
    try (FleetLease other = store.acquire("blog-drill-2", "somebody")) {
      other.saveDrill(
          Samples.drill("dddd00000002", "blog-drill-2").failed(Samples.NOW, "it's ill"));
      assertThat(store.drills())
          .extracting(Drill::id, Drill::reason)
          .containsExactly(tuple("dddd00000002", "it's ill"), tuple("dddd00000001", null));
      assertThatThrownBy(() -> other.saveDrill(passed))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(store.drills()).contains(passed);
  }

  @Test
  void bakedImagesAreReadBackWholeOldestFirst() {
    ProviderSpec here = new ProviderSpec("local", Map.of("memory", "1g"));
    ProviderSpec there =
        new ProviderSpec("digitalocean", Map.of("endpoint", "http://127.0.0.1:1", "region", "x"));
    BakedImage first = Samples.bakedImage("7", here);
    BakedImage second = Samples.bakedImage("7", there);
    store.saveBakedImage(second);
    store.saveBakedImage(first);
    store.saveBakedImage(first);

    assertThat(store.bakedImages()).containsExactlyInAnyOrder(first, second);
    store.removeBakedImage("local", "7");
    store.removeBakedImage("local", "7");
    assertThat(store.bakedImages()).containsExactly(second);
    store.removeBakedImage("digitalocean http://127.0.0.1:1", "7");
    assertThat(store.bakedImages()).isEmpty();
  }

  @Test
  void trialsOfImagesAreReadBackWholeNewestFirst() {
    ImageTrial running = Samples.imageTrial("eeee00000001", "blog");
    lease.saveImageTrial(running);
    assertThat(store.imageTrials()).containsExactly(running);

    ImageTrial passed =
        running.readingFiles().ended(ImageTrial.State.PASSED, Samples.NOW.plusSeconds(7), null);
    lease.saveImageTrial(passed);
    try (FleetLease other = store.acquire("image-gate-2", "somebody")) {
      ImageTrial failed =
          new ImageTrial(
              "eeee00000002",
              running.provider(),
              List.of(),
              null,
              null,
              "image-gate-2",
              ImageTrial.State.FAILED,
              true,
              Samples.NOW.plusNanos(1),
              Samples.NOW.plusNanos(2),
              "it's ill");
      other.saveImageTrial(failed);
      assertThat(store.imageTrials()).containsExactly(failed, passed);
      assertThatThrownBy(() -> other.saveImageTrial(passed))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void aRemovedFleetIsForgottenAndWhatWasDoneToItIsNot() {
    FleetRecord record = lease.saveFleet(Samples.fleet("blog"));
    lease.begin(Samples.operation("op-1", "blog"));
    lease.saveMachine(Samples.machine("blog", "web-1", MachineState.SERVING), "op-1");
    assertThatThrownBy(lease::removeFleet).isInstanceOf(StateException.class);
    assertThat(store.fleet("blog")).contains(record);

    lease.saveMachine(Samples.machine("blog", "web-1", MachineState.GONE), "op-1");
    lease.removeFleet();
    lease.removeFleet();

    assertThat(store.fleets()).isEmpty();
    assertThat(store.operations("blog")).hasSize(1);
    assertThat(store.transitions("blog")).hasSize(2);
  }

  @Test
  void theLastRunOfEachPeriodIsRemembered() {
    lease.saveScheduledRun(run("blog", BackupPeriod.HOURLY, "running"));
    lease.saveScheduledRun(run("blog", BackupPeriod.DAILY, "complete"));
    lease.saveScheduledRun(run("blog", BackupPeriod.HOURLY, "it failed: 'ü'"));

    assertThat(store.scheduledRuns("blog"))
        .containsExactlyInAnyOrder(
            run("blog", BackupPeriod.HOURLY, "it failed: 'ü'"),
            run("blog", BackupPeriod.DAILY, "complete"));
    assertThat(store.scheduledRuns("shop")).isEmpty();
  }

  private static ScheduledRun run(String fleet, BackupPeriod period, String outcome) {
    return new ScheduledRun(fleet, period, Samples.NOW, Samples.NOW.plusNanos(1), outcome);
  }

  @Test
  void theCredentialsOfBackupsOutliveTheFleets() {
    String backups = SecretScope.ofBackups("blog");
    lease.saveSecrets(backups, Map.of("repository-password", new Secret("1")));

    lease.forgetSecrets();

    assertThat(store.secrets(backups)).hasSize(1);
  }

  @Test
  void savedSecretsReplaceAllOfTheirScope() {
    lease.saveSecrets("fleet/blog", Map.of("a", new Secret("1"), "b", new Secret("ü\n'")));
    assertThat(store.secrets("fleet/blog"))
        .isEqualTo(Map.of("a", new Secret("1"), "b", new Secret("ü\n'")));

    lease.saveSecrets("fleet/blog", Map.of("b", new Secret("2")));
    assertThat(store.secrets("fleet/blog")).isEqualTo(Map.of("b", new Secret("2")));

    lease.saveSecrets("fleet/blog", Map.of());
    assertThat(store.secrets("fleet/blog")).isEmpty();
  }

  @Test
  void credentialsOfAProviderBelongToNoFleetAndOutliveAll() {
    store.saveProviderSecrets("cloud", Map.of("token", new Secret("1")));
    store.saveProviderSecrets("cloud", Map.of("token", new Secret("2")));
    lease.forgetSecrets();

    assertThat(store.secrets(SecretScope.ofProvider("cloud")))
        .isEqualTo(Map.of("token", new Secret("2")));
    assertThat(store.secrets(SecretScope.ofProvider("other"))).isEmpty();
  }

  @Test
  void aMachinesCredentialsAreApartFromItsFleets() {
    String web = SecretScope.ofMachine("blog", "web-1");
    lease.saveSecrets(web, Map.of("host-key", new Secret("1")));
    lease.saveSecrets(SecretScope.ofFleet("blog"), Map.of());

    assertThat(store.secrets(web)).isEqualTo(Map.of("host-key", new Secret("1")));
    assertThat(store.secrets(SecretScope.ofMachine("blog", "web-11"))).isEmpty();
  }

  @Test
  void forgottenSecretsAreThoseOfTheFleetAndOfAllItsMachines() {
    Map<String, Secret> some = Map.of("a", new Secret("1"));
    List<String> own = List.of(SecretScope.ofFleet("blog"), SecretScope.ofMachine("blog", "web-1"));
    List<String> others =
        List.of(SecretScope.ofFleet("blogs"), SecretScope.ofMachine("blogs", "web-1"));
    own.forEach(scope -> lease.saveSecrets(scope, some));
    try (FleetLease blogs = store.acquire("blogs", "alice")) {
      others.forEach(scope -> blogs.saveSecrets(scope, some));
    }

    lease.forgetSecrets();

    assertThat(own).allSatisfy(scope -> assertThat(store.secrets(scope)).isEmpty());
    assertThat(others).allSatisfy(scope -> assertThat(store.secrets(scope)).isEqualTo(some));
  }

  @Test
  void aLeaseWritesAboutItsOwnFleetAlone() {
    try (FleetLease shop = store.acquire("shop", "alice")) {
      shop.begin(Samples.operation("op-shop", "shop"));
      shop.saveSnapshotSet(Samples.snapshotSet("aaaa00000000", "shop"));
      shop.saveBackup(Samples.backup("bbbb00000000", "shop"));
      long entry = shop.intend("op-shop", "step", "call", "subject");

      List<Runnable> trespasses =
          List.of(
              () -> lease.saveFleet(Samples.fleet("shop")),
              () ->
                  lease.saveMachine(Samples.machine("shop", "m", MachineState.PLANNED), "op-shop"),
              () -> lease.begin(Samples.operation("op-2", "shop")),
              () -> lease.end(Samples.operation("op-shop", "blog")),
              () -> lease.intend("op-shop", "step", "call", "subject"),
              () -> lease.settle(entry, "done"),
              () -> lease.saveSnapshotSet(Samples.snapshotSet("aaaa00000000", "blog")),
              () -> lease.removeSnapshotSet("aaaa00000000"),
              () -> lease.saveBackup(Samples.backup("bbbb00000000", "shop")),
              () -> lease.saveBackup(Samples.backup("bbbb00000000", "blog")),
              () -> lease.removeBackup("bbbb00000000"),
              () -> lease.saveScheduledRun(run("shop", BackupPeriod.DAILY, "running")),
              () -> lease.saveSecrets("backups/shop", Map.of()),
              () -> lease.saveSecrets("fleet/shop", Map.of()),
              () -> lease.saveSecrets("fleet/shop/machine/web-1", Map.of()),
              () -> lease.saveSecrets("fleet/blog-2", Map.of()),
              () -> lease.saveSecrets("set/aaaa00000000", Map.of()));
      assertThat(trespasses)
          .allSatisfy(
              trespass ->
                  assertThatThrownBy(trespass::run).isInstanceOf(IllegalArgumentException.class));
      assertThat(store.journal("op-shop")).extracting(JournalEntry::outcome).containsOnlyNulls();
      assertThat(store.snapshotSets()).hasSize(1);
    }
  }

  @Test
  void aWriteThatFailsHalfWayLeavesNothing() {
    beginOnBlog();

    assertThatThrownBy(
            () ->
                lease.saveMachine(
                    Samples.machine("blog", "web-1", MachineState.PLANNED), "no-such-operation"))
        .isInstanceOf(StateException.class);

    assertThat(store.machines("blog")).isEmpty();
    assertThat(store.transitions("blog")).isEmpty();
  }

  @Test
  void whatOneStoreWroteAnotherReads() {
    FleetRecord saved = lease.saveFleet(Samples.fleet("blog"));
    lease.saveSecrets("fleet/blog", Map.of("a", new Secret("1")));

    try (SqlStore other = open(QUIET)) {
      assertThat(other.fleet("blog")).contains(saved);
      assertThat(other.secrets("fleet/blog")).containsEntry("a", new Secret("1"));
    }
  }

  @Test
  void aFailureIsOneSentenceThatNamesTheDatabase() {
    lease.begin(Samples.operation("op-1", "blog"));

    StateException failure =
        catchThrowableOfType(
            StateException.class, () -> lease.begin(Samples.operation("op-1", "blog")));

    assertThat(failure).hasMessageStartingWith("the state database " + failure.where());
    assertThat(failure.getMessage().lines()).hasSize(1);
    assertThat(failure.fix()).isNotBlank();
  }

  private static Operation later(Operation operation, Duration by) {
    return new Operation(
        operation.id(),
        operation.fleet(),
        operation.kind(),
        operation.detail(),
        operation.wanted(),
        operation.setId(),
        operation.status(),
        operation.startedAt().plus(by),
        null,
        null);
  }

  private static SnapshotSet taken(SnapshotSet set, long secondsLater) {
    return new SnapshotSet(
        set.id(),
        set.fleet(),
        set.state(),
        set.takenAt().plusSeconds(secondsLater),
        set.spec(),
        set.recipeVersion(),
        set.frozen(),
        set.backup(),
        set.tiers());
  }

  private static SnapshotSet inState(SnapshotSet set, SnapshotSet.State state) {
    return new SnapshotSet(
        set.id(),
        set.fleet(),
        state,
        set.takenAt(),
        set.spec(),
        set.recipeVersion(),
        set.frozen(),
        set.backup(),
        set.tiers());
  }
}

package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.snapfleet.fleet.model.ApplicationSpec;
import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.model.TierSpec;
import io.snapfleet.fleet.operate.OperationException.Kind;
import io.snapfleet.fleet.state.FleetLease;
import io.snapfleet.fleet.state.LeaseHeldException;
import io.snapfleet.provider.api.ImageId;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.api.VolumeRequest;
import io.snapfleet.provider.api.VolumeSnapshotId;
import io.snapfleet.provider.fake.Call;
import io.snapfleet.provider.fake.Killed;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused, in which words, before anything is changed. */
class RefusalTest {
  @TempDir(factory = MemoryDirectory.class)
  private Path directory;

  private Home home;
  private Controller controller;
  private Census census;

  @BeforeEach
  void open() {
    home = new Home(directory);
    controller = Controller.on(home);
    census = new Census(home, controller);
  }

  @AfterEach
  void close() {
    controller.close();
  }

  @Test
  void aPrefixThatIsShortUnknownOrAmbiguousIsRefusedAndAWholeIdIsTaken() {
    Iterator<String> ids =
        Stream.iterate(1, number -> number + 1).map("abcd%08d"::formatted).iterator();
    try (Controller naming = Controller.naming(home, ids::next)) {
      naming.up(1);
      String first = naming.snapshot();
      String second = naming.snapshot();

      assertRefused("'abc' is too short", () -> naming.up(1, "abc"));
      assertRefused("no snapshot set begins with 'bcd0'", () -> naming.up(1, "bcd0"));
      assertRefused(
          "more than one snapshot set: " + first + ", " + second, () -> naming.up(1, "abcd"));
      naming.up(1, second);
      assertThat(census.record().setId()).isEqualTo(second);
    }
  }

  @Test
  void aSettingThatIsFrozenInTheSetMayNotDifferUnlessThatIsAccepted() {
    controller.up(1);
    String set = controller.snapshot();
    controller.down();
    DeployRequest inGerman = DeployRequest.deploy(speaking("de"), set);

    assertRefused(
        "application.settings.language is 'en' in the snapshot set and 'de' is wanted",
        () -> controller.up(inGerman));
    census.requireDown();

    controller.up(inGerman.applyingSettings());
    census.requireServing(1);
  }

  @Test
  void aSmallerSizeThanTheImagesIsRefusedBeforeAnythingIsCreatedAndALargerOneTold() {
    controller.up(DeployRequest.deploy(sized("medium"), null));
    String set = controller.snapshot();
    controller.down();

    try (Controller next = Controller.on(home)) {
      assertRefused(
          "tiers.web.size is 'medium' in the snapshot set and 'small' is wanted",
          () -> next.up(DeployRequest.deploy(sized("small"), set)));
      assertThat(changes(next)).isEmpty();
      next.up(DeployRequest.deploy(sized("large"), set));
    }
    census.requireServing(1);
  }

  @Test
  void lessRoomThanTheSetsDataNeedIsRefusedBeforeAnythingIsCreated() {
    controller.up(1);
    String set = controller.snapshot();
    controller.down();
    DeployRequest smaller =
        DeployRequest.deploy(with(TierName.DATABASE, new TierSpec(1, "small", 512L << 20)), set);

    try (Controller next = Controller.on(home)) {
      for (ThrowingCallable work :
          List.<ThrowingCallable>of(() -> next.engine().plan(smaller), () -> next.up(smaller))) {
        assertRefused("of a volume of 1GiB, which have no room on 512MiB", work);
        assertThat(failureOf(work).where()).isEqualTo("tiers.database.volume");
      }
      assertThat(changes(next)).isEmpty();
      next.up(
          DeployRequest.deploy(with(TierName.DATABASE, new TierSpec(1, "small", 2L << 30)), set));
    }
    census.requireServing(1);
  }

  private static FleetSpec sized(String size) {
    return with(TierName.WEB, new TierSpec(1, size, 0));
  }

  private static FleetSpec with(TierName name, TierSpec tier) {
    FleetSpec spec = Controller.spec(1);
    Map<TierName, TierSpec> tiers = new EnumMap<>(spec.tiers());
    tiers.put(name, tier);
    return new FleetSpec(
        spec.fleet(),
        spec.provider(),
        spec.application(),
        spec.site(),
        tiers,
        spec.deadlines(),
        spec.backup());
  }

  @Test
  void aCheckBeforeASnapshotSaysWhatWouldBeFixedOtherwise() {
    controller.up(1);

    assertThat(controller.engine().checkSnapshot(Controller.spec(4))).isEmpty();
    assertThat(controller.engine().checkSnapshot(speaking("de")))
        .singleElement()
        .satisfies(
            difference -> {
              assertThat(difference.name()).isEqualTo("application.settings.language");
              assertThat(difference.inSet()).isEqualTo("en");
              assertThat(difference.wanted()).isEqualTo("de");
            });
  }

  private static FleetSpec speaking(String language) {
    FleetSpec spec = Controller.spec(1);
    return new FleetSpec(
        spec.fleet(),
        spec.provider(),
        new ApplicationSpec("tiny", Map.of("language", language), null),
        spec.site(),
        spec.tiers(),
        spec.deadlines(),
        spec.backup());
  }

  @Test
  void aSetThatLostAnImageIsRefusedByNameBeforeAnythingIsCreated() {
    controller.up(1);
    SnapshotSet set = controller.engine().snapshotSet(controller.snapshot());
    controller.down();
    String image = Objects.requireNonNull(set.tiers().get(TierName.WEB)).image();
    home.provider().compute().deleteImage(new ImageId(image));

    try (Controller next = Controller.on(home)) {
      assertRefused(
          "image %s of snapshot set %s is not available".formatted(image, set.id()),
          () -> next.up(1, set.id()));
      assertThat(changes(next)).isEmpty();
    }
    assertThat(census.leftovers()).isEmpty();
  }

  @Test
  void aSetThatLostACopyOfItsDataIsRefusedByNameBeforeAnythingIsCreated() {
    controller.up(1);
    SnapshotSet set = controller.engine().snapshotSet(controller.snapshot());
    controller.down();
    String copy = set.tiers().get(TierName.DATABASE).volumes().getFirst().snapshot();
    home.provider().blockStorage().deleteSnapshot(new VolumeSnapshotId(copy));

    try (Controller next = Controller.on(home)) {
      assertRefused(
          "volume snapshot %s of snapshot set %s is not available".formatted(copy, set.id()),
          () -> next.up(1, set.id()));
      assertThat(changes(next)).isEmpty();
    }
  }

  @Test
  void namesThatOthersHaveAreToldTogetherBeforeAnythingIsCreated() {
    Tags shop = Tags.ofFleet("shop");
    home.provider().networks().create("blog-net", shop);
    home.provider()
        .blockStorage()
        .create(new VolumeRequest("blog-database-1-data-1", shop, 1L << 30, null));

    OperationException refusal = failureOf(() -> controller.up(1));

    assertThat(refusal.kind()).isEqualTo(Kind.PROVIDER_REFUSED);
    assertThat(refusal)
        .hasMessageContaining("blog-net belongs to")
        .hasMessageContaining("blog-database-1-data-1 belongs to");
    assertThat(changes(controller)).isEmpty();
  }

  @Test
  void aSetIsNotRemovedWhileAFleetIsBuiltFromIt() {
    controller.up(1);
    String set = controller.snapshot();
    controller.down();
    controller.up(1, set);

    assertRefused(
        "snapshot set " + set + " is in use: fleet blog is built from it",
        () -> controller.engine().removeSnapshot(set, ProgressListener.SILENT));
    controller.down();
    controller.engine().removeSnapshot(set, ProgressListener.SILENT);

    census.requireGone();
  }

  @Test
  void aSetIsNotRemovedWhileAFleetWouldRollBackToItsImages() {
    controller.up(1);
    String first = controller.snapshot();
    controller.down();
    controller.up(1, first);
    controller.up(1, controller.snapshot());

    assertRefused(
        "fleet blog would roll back to it",
        () -> controller.engine().removeSnapshot(first, ProgressListener.SILENT));
  }

  @Test
  void aFleetWithATierThatDoesNotServeIsNotCaptured() {
    home.fallSick("blog-web-1");
    catchThrowableOfType(OperationException.class, () -> controller.up(1));

    assertRefused("no web machine of fleet blog is serving", controller::snapshot);
    assertThat(controller.store().snapshotSets()).isEmpty();
  }

  @Test
  void dataOfASetAreNotMixedWithAHalfMadeDatabase() {
    controller.up(1);
    String set = controller.snapshot();
    controller.down();
    letTheDatabaseBeFirst();
    try (Controller dying =
        Controller.dying(home, new Life.Death(Life.Place.MACHINE, 1, Life.Side.BEFORE))) {
      assertThat(catchThrowableOfType(Killed.class, () -> dying.up(1))).isNotNull();
    }
    home.awaitExpiry();

    assertRefused(
        "blog-database-1 is half-made, and not from the snapshot set", () -> controller.up(1, set));
    controller.up(1);
    census.requireServing(1);
  }

  /** No script runs on another machine before one is about to run on the database. */
  private void letTheDatabaseBeFirst() {
    CompletableFuture<Boolean> begins = new CompletableFuture<>();
    home.beforeScripts(
        script -> {
          if (script.name().startsWith("blog-database-1 ")) {
            begins.complete(true);
          } else {
            begins.orTimeout(2, TimeUnit.MINUTES).join();
          }
        });
  }

  @Test
  void aPlanThatIsDeclinedChangesNothing() {
    controller.up(1);
    DeployRequest three = DeployRequest.deploy(Controller.spec(3), null);
    try (Controller next = Controller.on(home)) {
      OperationException declined =
          failureOf(() -> next.engine().deploy(three, plan -> false, ProgressListener.SILENT));

      assertThat(declined.kind()).isEqualTo(Kind.DECLINED);
      assertThat(changes(next)).isEmpty();
    }
    OperationException kept =
        failureOf(
            () ->
                controller
                    .engine()
                    .down(Controller.FLEET, true, plan -> false, ProgressListener.SILENT));
    assertThat(kept.kind()).isEqualTo(Kind.DECLINED);
    census.requireServing(1);
  }

  @Test
  void whoHoldsTheLeaseIsNamedAndNothingIsChanged() {
    controller.up(1);
    try (FleetLease held = controller.store().acquire(Controller.FLEET, "alice@host pid 4711");
        Controller bob = Controller.of("bob", home)) {
      List<ThrowingCallable> actions =
          List.of(
              () -> bob.up(2),
              () -> bob.scale(2),
              bob::snapshot,
              bob::down,
              () -> bob.write("post"));

      assertThat(actions)
          .allSatisfy(
              action ->
                  assertThat(catchThrowableOfType(LeaseHeldException.class, action))
                      .hasMessageContaining("alice@host pid 4711"));
      assertThat(changes(bob)).isEmpty();
      assertThat(held.fleet()).isEqualTo(Controller.FLEET);
    }
    census.requireServing(1);
  }

  @Test
  void theSecondOfTwoDeploymentsIsToldOfTheFirst() {
    try (Controller second = Controller.of("second", home)) {
      controller
          .engine()
          .deploy(
              DeployRequest.deploy(Controller.spec(2), null),
              plan -> {
                assertThat(catchThrowableOfType(LeaseHeldException.class, () -> second.up(2)))
                    .isNotNull();
                return true;
              },
              ProgressListener.SILENT);
      assertThat(changes(second)).isEmpty();
    }
    census.requireServing(2);
  }

  @Test
  void twoDeploymentsSideBySideMakeOneSetOfMachines() throws Exception {
    try (Controller other = Controller.of("other", home);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Boolean> mine = () -> deployed(controller);
      Callable<Boolean> theirs = () -> deployed(other);
      List<Future<Boolean>> ends = threads.invokeAll(List.of(mine, theirs));

      assertThat(ends.get(0).get() || ends.get(1).get()).isTrue();
      assertThat(Stream.concat(changes(controller).stream(), changes(other).stream()))
          .filteredOn(call -> call.name().equals("compute.create"))
          .hasSize(4);
    }
    census.requireServing(2);
  }

  private static boolean deployed(Controller controller) {
    try {
      controller.up(2);
      return true;
    } catch (LeaseHeldException otherWasFaster) {
      return false;
    }
  }

  @Test
  void numbersAndNamesThatMakeNoSenseAreRefused() {
    assertRefused("there is no fleet called 'blog'", controller::down);
    controller.up(1);

    assertRefused("0 is not a number of web machines", () -> controller.scale(0));
    assertRefused(
        "tier database always has the number of machines",
        () -> controller.engine().scaleRequest(Controller.FLEET, Map.of(TierName.DATABASE, 2)));
    assertRefused(
        "fleet blog has no machine 'web-9'",
        () -> controller.engine().machine(Controller.FLEET, "web-9"));
    assertRefused(
        "there is nothing to resume",
        () -> controller.resume(controller.engine().operations().getFirst()));
    controller.down();
    assertRefused("fleet blog is down", controller::snapshot);
  }

  private static List<Call> changes(Controller controller) {
    return controller.provider().calls().stream().filter(Call::changes).toList();
  }

  private static void assertRefused(String sentence, ThrowingCallable work) {
    OperationException refusal = failureOf(work);
    assertThat(refusal).hasMessageContaining(sentence);
    assertThat(refusal.kind()).isEqualTo(Kind.BAD_REQUEST);
    assertThat(refusal.fix()).isNotBlank();
  }

  private static OperationException failureOf(ThrowingCallable work) {
    return catchThrowableOfType(OperationException.class, work);
  }
}

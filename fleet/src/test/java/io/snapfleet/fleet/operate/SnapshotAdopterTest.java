package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.ProviderSpec;
import io.snapfleet.fleet.model.SnapshotSet;
import io.snapfleet.fleet.model.SnapshotSet.TierImage;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.fleet.state.FleetLease;
import io.snapfleet.provider.api.CaptureRequest;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.fake.FakeProvider;
import io.snapfleet.recipe.CleanUp;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sets of images that somebody else made at the provider, without any tag of ours. */
class SnapshotAdopterTest {
  private static final Tags NONE = new Tags(Map.of());

  @TempDir(factory = MemoryDirectory.class)
  private Path directory;

  private Home home;
  private Controller controller;
  private Census census;
  private final Map<TierName, String> images = new EnumMap<>(TierName.class);
  private String data = "";

  @BeforeEach
  void makeImagesByHand() {
    home = new Home(directory);
    controller = Controller.on(home);
    census = new Census(home, controller);
    controller.up(1);
    controller.write("in the copy");
    FakeProvider provider = home.provider();
    for (TierName tier : TierName.values()) {
      CaptureRequest request =
          new CaptureRequest(
              census.machine("blog-" + tier.text() + "-1").id(),
              "golden-" + tier.text(),
              NONE,
              clean());
      images.put(tier, provider.compute().capture(request).id().value());
    }
    data =
        provider
            .blockStorage()
            .snapshot(provider.blockStorage().volumes(NONE).getFirst().id(), "golden-data", NONE)
            .id()
            .value();
  }

  private static List<String> clean() {
    return Stream.concat(CleanUp.EVERY_MACHINE.stream(), TinyRecipe.CLEAN_UP.stream()).toList();
  }

  @AfterEach
  void close() {
    controller.close();
  }

  @Test
  void aFleetIsBuiltFromAnAdoptedSet() {
    SnapshotSet set = adopt(images, List.of(data));
    controller.down();

    controller.up(2, set.id().substring(0, 4));

    assertThat(controller.engine().status(Controller.FLEET).state()).isEqualTo("serving");
    assertThat(census.backends()).hasSize(2);
    assertThat(census.record().setId()).isEqualTo(set.id());
    assertThat(census.machines())
        .filteredOn(machine -> machine.name().startsWith("blog-web"))
        .allMatch(machine -> machine.image().value().equals(images.get(TierName.WEB)));
    assertThat(census.rows()).contains("in the copy");
  }

  @Test
  void removingAnAdoptedSetLeavesItsImagesAlone() {
    SnapshotSet set = adopt(images, List.of(data));

    controller.engine().removeSnapshot(set.id(), ProgressListener.SILENT);

    assertThat(controller.store().snapshotSets()).isEmpty();
    assertThat(home.provider().compute().images(NONE))
        .extracting(image -> image.id().value())
        .containsAll(images.values());
  }

  @Test
  void aSetWhoseImagesAnotherOneAdoptedIsNotRemoved() {
    SnapshotSet taken = controller.engine().snapshotSet(controller.snapshot());
    taken.tiers().forEach((tier, image) -> images.put(tier, image.image()));
    SnapshotSet adopted = adopt(images, List.of(data));

    assertThat(
            catchThrowableOfType(
                OperationException.class,
                () -> controller.engine().removeSnapshot(taken.id(), ProgressListener.SILENT)))
        .hasMessageContaining("snapshot set %s adopted".formatted(adopted.id()));
  }

  @Test
  void theProvidersOwnImagesAreListedBesideOurs() {
    String set = controller.snapshot();

    List<ProviderImage> listed = controller.engine().providerImages(Controller.FLEET);

    assertThat(listed)
        .filteredOn(image -> image.name().equals("golden-web"))
        .singleElement()
        .satisfies(image -> assertThat(image.id()).isEqualTo(images.get(TierName.WEB)))
        .satisfies(image -> assertThat(image.snapshotSet()).isNull());
    assertThat(listed)
        .filteredOn(image -> set.equals(image.snapshotSet()))
        .extracting(ProviderImage::kind)
        .containsExactlyInAnyOrder("image", "image", "image", "volume-snapshot");
    assertThat(controller.engine().providerImages(null)).isEqualTo(listed);
  }

  @Test
  void whatDoesNotFitIsRefusedByNameAndNothingIsKept() {
    assertRefused("provider fake has no image img-x", with(TierName.WEB, "img-x"), List.of(data));
    assertRefused("no image is named for tier proxy", without(TierName.PROXY), List.of(data));
    assertRefused(
        "recipe tiny keeps /var/lib/db of tier database on a volume, which an image does not hold;"
            + " 0 volume snapshots are named and 1 needed",
        images,
        List.of());
    assertRefused("provider fake has no volume snapshot vol-x", images, List.of("vol-x"));
    assertThat(controller.store().snapshotSets()).isEmpty();
  }

  @Test
  void anImageThatIsKnownOfAnotherProviderIsRefusedWithItsName() {
    FleetSpec here = Controller.spec(1);
    FleetSpec elsewhere =
        new FleetSpec(
            "other",
            new ProviderSpec("elsewhere", Map.of()),
            here.application(),
            here.site(),
            here.tiers(),
            here.deadlines(),
            here.backup());
    TierImage image = new TierImage("far-1", "other-web-1", "small", 1, 1, List.of(), List.of());
    try (FleetLease lease = controller.store().acquire("other", "somebody else")) {
      lease.saveSnapshotSet(
          new SnapshotSet(
              "zzzzaaaaaaaa",
              "other",
              SnapshotSet.State.COMPLETE,
              home.clock().instant(),
              elsewhere,
              "1",
              Map.of(),
              null,
              Map.of(TierName.WEB, image)));
    }

    assertRefused(
        "provider fake has no image far-1; it is one of provider elsewhere",
        with(TierName.WEB, "far-1"),
        List.of(data));
  }

  @Test
  void aVolumeOfATierThatKeepsNothingIsRefused() {
    OperationException refusal =
        catchThrowableOfType(
            OperationException.class,
            () ->
                controller
                    .engine()
                    .adoptSnapshot(
                        Controller.FLEET,
                        images,
                        Map.of(TierName.DATABASE, List.of(data), TierName.WEB, List.of(data)),
                        ProgressListener.SILENT));

    assertThat(refusal).hasMessage("recipe tiny keeps nothing of tier web on a volume");
  }

  @Test
  void nothingIsAdoptedForAFleetThatIsTakenDownWhileItsImagesAreTried() {
    AtomicBoolean down = new AtomicBoolean();
    home.beforeScripts(
        script -> {
          if (script.name().startsWith("blog-gate-") && !down.getAndSet(true)) {
            try (Controller other = Controller.of("another", home)) {
              other.down();
            }
          }
        });
    int before = controller.engine().snapshotSets().size();

    assertRefused("fleet blog is down", images, List.of(data));

    assertThat(down).isTrue();
    assertThat(controller.engine().snapshotSets()).hasSize(before);
  }

  private void assertRefused(String what, Map<TierName, String> images, List<String> volumes) {
    OperationException refusal =
        catchThrowableOfType(OperationException.class, () -> adopt(images, volumes));
    assertThat(refusal).hasMessageContaining(what);
    assertThat(refusal.kind()).isEqualTo(OperationException.Kind.BAD_REQUEST);
  }

  private SnapshotSet adopt(Map<TierName, String> images, List<String> volumes) {
    return controller
        .engine()
        .adoptSnapshot(
            Controller.FLEET,
            images,
            volumes.isEmpty() ? Map.of() : Map.of(TierName.DATABASE, volumes),
            ProgressListener.SILENT);
  }

  private Map<TierName, String> with(TierName tier, String image) {
    Map<TierName, String> changed = new EnumMap<>(images);
    changed.put(tier, image);
    return changed;
  }

  private Map<TierName, String> without(TierName tier) {
    Map<TierName, String> changed = new EnumMap<>(images);
    changed.remove(tier);
    return changed;
  }
}

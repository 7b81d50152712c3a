package io.snapfleet.bake.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.bake.run.Artifact;
import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.run.Outcome;
import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.ProviderException;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.fake.FakeSettings;
import io.snapfleet.provider.fake.FaultPlan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What builds of machines' images keep, and use again. */
class MachineLayerTest {
  private static final String WEB = "\"snapshot_name\": \"web\"";
  private static final String BY_TIME =
      "\"snapshot_name\": \"web-{{isotime \\\"20060102-150405\\\"}}\"";

  @TempDir private Path home;
  private final HandClock clock = new HandClock();
  private Bakery bakery = new Bakery(Path.of("/"), clock, FakeSettings.in(Path.of("/")));

  @BeforeEach
  void open() {
    bakery = new Bakery(home, clock, FakeSettings.in(home));
  }

  private List<Image> images(boolean layers) {
    return bakery.provider.compute().images(new Tags(java.util.Map.of())).stream()
        .filter(image -> image.isLayer() == layers && !image.name().equals("debian-base"))
        .toList();
  }

  private static String id(Outcome outcome) {
    return outcome.artifacts().stream().map(Artifact::id).findFirst().orElse("none");
  }

  @Test
  void onlyStepsFromTheFirstThatDiffersAreDone() {
    bakery.bakeOn(WEB, "one", "two", "three");
    assertThat(bakery.done()).containsExactly("one", "two", "three");
    Outcome later = bakery.bakeOn("\"snapshot_name\": \"later\"", "one", "two", "other");
    assertThat(bakery.lines())
        .contains("==> local: Going on after step 2: its result is kept from an earlier build");
    assertThat(bakery.done()).containsExactly("other");
    assertThat(later.failure()).isEmpty();
    assertThat(images(false)).extracting(Image::name).containsExactlyInAnyOrder("web", "later");
  }

  @Test
  void whereNothingDiffersNothingIsDone() {
    Outcome first = bakery.bakeOn(WEB, "one", "two");
    int before = bakery.provider.calls().size();
    Outcome second = bakery.bakeOn(WEB, "one", "two");
    assertThat(second.failure()).isEmpty();
    assertThat(id(second)).isEqualTo(id(first));
    assertThat(bakery.lines())
        .anyMatch(line -> line.startsWith("==> local: Nothing to do: An image"));
    assertThat(bakery.provider.calls().subList(before, bakery.provider.calls().size()))
        .noneMatch(call -> call.changes());
  }

  @Test
  void anotherTimeInTheNameIsNoReasonToBuildAndAnotherNameIs() {
    Outcome first = bakery.bakeOn(BY_TIME, "one");
    clock.pass(Duration.ofHours(1));
    assertThat(id(bakery.bakeOn(BY_TIME, "one"))).isEqualTo(id(first));
    bakery.done();
    Outcome other = bakery.bakeOn(BY_TIME.replace("web", "shop"), "one");
    assertThat(id(other)).isNotEqualTo(id(first));
    assertThat(bakery.done()).isEmpty();
    assertThat(images(false)).hasSize(2);
  }

  @Test
  void anImageThatIsGoneIsMadeAgainFromWhatIsKept() {
    bakery.bakeOn(WEB, "one");
    bakery.done();
    bakery.provider.compute().deleteImage(images(false).getFirst().id());
    assertThat(bakery.bakeOn(WEB, "one").failure()).isEmpty();
    assertThat(bakery.done()).isEmpty();
    assertThat(images(false)).extracting(Image::name).containsExactly("web");
  }

  @Test
  void aFailedBuildGoesOnWithTheStepThatFailed() {
    bakery.whereStepsDo(
        piece -> {
          if (bakery.lines().contains("did two")) {
            throw new BuildException("no such package");
          }
        });
    assertThat(bakery.bakeOn(WEB, "one", "two").failure()).isPresent();
    assertThat(bakery.done()).containsExactly("one", "two");
    bakery.whereStepsDo(piece -> {});
    assertThat(bakery.bakeOn(WEB, "one", "two").failure()).isEmpty();
    assertThat(bakery.done()).containsExactly("two");
  }

  @Test
  void aStepThatLeavesSomethingInTmpHasNoLayer() {
    bakery.ssh.failing("ls -A /tmp");
    assertThat(bakery.bakeOn(WEB, "one").failure()).isEmpty();
    assertThat(bakery.lines())
        .anyMatch(line -> line.startsWith("==> local: The result of step 1 is not kept: in /tmp"));
    assertThat(images(true)).isEmpty();
  }

  @Test
  void layersCannotBeTakenForImages() {
    bakery.bakeOn(WEB, "one");
    Image layer = images(true).getFirst();
    String asked = "\"image\": \"%s\", \"snapshot_name\": \"x\"".formatted(layer.name());
    assertThat(bakery.bakeOn(asked, "one").failure().orElse(""))
        .startsWith("there is no image '" + layer.name() + "' on this computer")
        .doesNotContain("did you mean");
  }

  @Test
  void layersGoAfterAWeekAndImagesStay() {
    bakery.bakeOn(WEB, "one", "two");
    List<Image> old = images(true);
    assertThat(old).hasSize(2);
    bakery.done();
    clock.pass(Duration.ofDays(8));
    bakery.bakeOn("\"snapshot_name\": \"new\"", "one");
    assertThat(bakery.done()).containsExactly("one");
    assertThat(images(true)).hasSize(1).doesNotContainAnyElementsOf(old);
    assertThat(images(false)).extracting(Image::name).containsExactlyInAnyOrder("web", "new");
  }

  @Test
  void aLayerThatCannotBeRemovedYetKeepsNoBuildFromItsWork() {
    bakery.bakeOn(WEB, "one");
    bakery.done();
    clock.pass(Duration.ofDays(8));
    List<Image> old = images(true);
    FaultPlan used =
        FaultPlan.refusing(
            call -> call.name().equals("compute.deleteImage"),
            () -> new ProviderException.Conflict("it is in use", "Wait."));
    Bakery beside = new Bakery(home, clock, FakeSettings.in(home).withFaults(used));

    Outcome outcome = beside.bakeOn("\"snapshot_name\": \"other\"", "one");

    assertThat(outcome.failure()).isEmpty();
    assertThat(images(true)).containsAll(old);
    clock.pass(Duration.ofDays(8));
    bakery.bakeOn("\"snapshot_name\": \"later\"", "one");
    assertThat(images(true)).hasSize(1).doesNotContainAnyElementsOf(old);
  }
}

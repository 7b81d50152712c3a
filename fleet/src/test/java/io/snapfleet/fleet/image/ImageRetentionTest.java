package io.snapfleet.fleet.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.snapfleet.fleet.image.ImageRetention.Verdict;
import io.snapfleet.fleet.image.ImageStanding.State;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ImageRetentionTest {
  private static final List<String> NOBODY = List.of();

  private static List<String> told(List<KnownImage> images, int keep) {
    return ImageRetention.apply(images, keep).stream()
        .map(
            one ->
                "%s %s: %s"
                    .formatted(one.image().id(), one.kept() ? "stays" : "goes", one.reason()))
        .toList();
  }

  @Test
  void everyImageStaysOrGoesForAReason() {
    assertThat(
            told(
                List.of(
                    Samples.baked(
                        "used", "web", 1, State.PASSED, List.of("fleet a serves from it")),
                    Samples.baked("old", "web", 2, State.PASSED, NOBODY),
                    Samples.baked("good", "web", 3, State.UNTRIED, NOBODY),
                    Samples.baked("bad", "web", 4, State.FAILED, NOBODY),
                    Samples.baked("database", "db", 1, State.UNTRIED, NOBODY),
                    Samples.foreign("foreign", 0)),
                1))
        .containsExactly(
            "bad goes: it failed its trial, and nothing uses it",
            "good stays: it is among the newest 1 of build web",
            "old goes: it is older than the newest 1 of build web, and nothing uses it",
            "used stays: fleet a serves from it",
            "database stays: it is among the newest 1 of build db",
            "foreign stays: it was not baked here");
  }

  @Test
  void whatAProviderCouldNotSayStays() {
    KnownImage seen = Samples.baked("a", "web", 1, State.FAILED, NOBODY);
    KnownImage unseen =
        new KnownImage(
            seen.provider(),
            seen.id(),
            seen.name(),
            "unseen",
            0,
            seen.createdAt(),
            seen.origin(),
            seen.users(),
            seen.standing(),
            seen.baked(),
            seen.packages());
    assertThat(told(List.of(unseen), 1))
        .containsExactly("a stays: its provider could not be asked");
  }

  @Test
  void toKeepNoneIsRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> ImageRetention.apply(List.of(), 0));
  }

  @Provide
  Arbitrary<List<KnownImage>> images() {
    Arbitrary<KnownImage> baked =
        Combinators.combine(
                Arbitraries.strings().withCharRange('a', 'z').ofLength(6),
                Arbitraries.of("web", "db"),
                Arbitraries.integers().between(0, 9),
                Arbitraries.of(State.values()),
                Arbitraries.of(NOBODY, List.of("fleet blog serves from it")))
            .as(Samples::baked);
    Arbitrary<KnownImage> foreign =
        Arbitraries.integers().between(0, 9).map(minute -> Samples.foreign("x" + minute, minute));
    return Arbitraries.frequencyOf(Tuple.of(5, baked), Tuple.of(1, foreign))
        .list()
        .ofMaxSize(12)
        .uniqueElements(KnownImage::id);
  }

  @Property
  void whatIsUsedOrNotOursNeverGoes(
      @ForAll("images") List<KnownImage> images, @ForAll @IntRange(min = 1, max = 3) int keep) {
    assertThat(ImageRetention.apply(images, keep))
        .hasSameSizeAs(images)
        .filteredOn(one -> !one.kept())
        .allSatisfy(one -> assertThat(one.image().users()).isEmpty())
        .allSatisfy(one -> assertThat(one.image().baked()).isNotNull());
  }

  @Property
  void ofEachBuildSoManyStayThatDidNotFail(
      @ForAll("images") List<KnownImage> images, @ForAll @IntRange(min = 1, max = 3) int keep) {
    List<Verdict> verdicts = ImageRetention.apply(images, keep);
    for (String build : List.of("web", "db")) {
      List<Verdict> good = verdicts.stream().filter(one -> isGood(one, build)).toList();
      assertThat(good.stream().limit(keep)).allMatch(Verdict::kept);
      assertThat(good.stream().filter(Verdict::kept).map(Verdict::image))
          .hasSizeGreaterThanOrEqualTo(Math.min(keep, good.size()));
    }
  }

  private static boolean isGood(Verdict one, String build) {
    return one.image().standing().state() != State.FAILED
        && one.image().baked() != null
        && one.image().baked().build().equals(build);
  }

  @Property
  void whatOrderTheyComeInDoesNotMatter(@ForAll("images") List<KnownImage> images) {
    List<KnownImage> reversed = new ArrayList<>(images).reversed();
    assertThat(ImageRetention.apply(reversed, 1)).isEqualTo(ImageRetention.apply(images, 1));
  }

  @Property
  void doneAgainItRemovesNothingMore(@ForAll("images") List<KnownImage> images) {
    List<KnownImage> left =
        ImageRetention.apply(images, 1).stream()
            .filter(Verdict::kept)
            .map(Verdict::image)
            .collect(Collectors.toList());
    assertThat(ImageRetention.apply(left, 1)).allMatch(Verdict::kept);
  }
}

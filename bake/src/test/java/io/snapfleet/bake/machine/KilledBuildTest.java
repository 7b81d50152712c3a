package io.snapfleet.bake.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.provider.api.Image;
import io.snapfleet.provider.api.Tags;
import io.snapfleet.provider.fake.FakeSettings;
import io.snapfleet.provider.fake.FaultPlan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A build dies at each of its calls to the provider, or does not hear the answer. */
class KilledBuildTest {
  private static final Tags ALL = new Tags(Map.of());

  @TempDir private Path directory;

  private int calls() {
    Path home = directory.resolve("count");
    try (Bakery bakery = bakery(home, FakeSettings.in(home))) {
      assertThat(bakery.bake(named("web")).failure()).isEmpty();
      return bakery.provider.calls().size();
    }
  }

  private static Bakery bakery(Path home, FakeSettings settings) {
    return new Bakery(home, new HandClock(), settings);
  }

  private static String named(String name) {
    return "\"snapshot_name\": \"" + name + "\"";
  }

  @TestFactory
  List<DynamicTest> theNextBuildRemovesWhatAKilledOneLeft() {
    return atEachCall("killed before", FaultPlan::killBefore, Duration.ZERO, this::killed);
  }

  @TestFactory
  List<DynamicTest> theNextBuildRemovesWhatAKilledOneLeftWithoutHearingOfIt() {
    return atEachCall("killed after", FaultPlan::killAfter, Duration.ZERO, this::killed);
  }

  @TestFactory
  List<DynamicTest> laterBuildsRemoveWhatListsDidNotShowAtFirst() {
    return atEachCall(
        "killed after, lists lag", FaultPlan::killAfter, Duration.ofSeconds(30), this::killed);
  }

  @TestFactory
  List<DynamicTest> aLostAnswerMakesNoDifference() {
    return atEachCall("answer lost at", FaultPlan::replyLost, Duration.ZERO, this::deaf);
  }

  private interface Story {
    void tell(Path home, FakeSettings settings, FaultPlan faults);
  }

  private List<DynamicTest> atEachCall(
      String what, IntFunction<FaultPlan> faults, Duration lag, Story story) {
    return IntStream.rangeClosed(1, calls())
        .mapToObj(
            ordinal ->
                DynamicTest.dynamicTest(
                    what + " call " + ordinal,
                    () -> {
                      Path home = directory.resolve((what + ordinal).replaceAll("\\W", "-"));
                      story.tell(
                          home, FakeSettings.in(home).withListDelay(lag), faults.apply(ordinal));
                    }))
        .toList();
  }

  private void killed(Path home, FakeSettings settings, FaultPlan faults) {
    HandClock clock = new HandClock();
    try (Bakery dying = new Bakery(home, clock, settings.withFaults(faults))) {
      dying.bake(named("web"));
    } catch (IllegalStateException dead) {
      assertThat(dead).hasMessageContaining("Task");
    }
    for (int run = 1; run <= 2; run++) {
      try (Bakery next = new Bakery(home, clock, settings)) {
        assertThat(next.bake(named("later-" + run)).failure()).isEmpty();
      }
      clock.pass(settings.listDelay().plusSeconds(1));
    }
    try (Bakery look = new Bakery(home, clock, settings)) {
      assertThat(look.provider.compute().machines(ALL)).isEmpty();
      assertThat(look.provider.networks().networks(ALL)).isEmpty();
      assertThat(look.provider.compute().images(ALL))
          .filteredOn(image -> !isKnownLayer(home, image))
          .allMatch(image -> image.tags().values().isEmpty())
          .extracting(Image::name)
          .contains("later-1", "later-2");
    }
    assertThat(home.resolve("machines")).isEmptyDirectory();
  }

  /** One that a later build uses, and removes in the end. */
  private static boolean isKnownLayer(Path home, Image image) {
    try (Stream<Path> records = Files.list(home.resolve("local/layers"))) {
      return image.isLayer()
          && image.tags().get(Tags.FLEET).isEmpty()
          && records.anyMatch(record -> contentOf(record).contains("=" + image.id()));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static String contentOf(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private void deaf(Path home, FakeSettings settings, FaultPlan faults) {
    try (Bakery bakery = bakery(home, settings.withFaults(faults))) {
      assertThat(bakery.bake(named("web")).failure()).isEmpty();
      assertThat(bakery.provider.compute().machines(ALL)).isEmpty();
      assertThat(bakery.provider.networks().networks(ALL)).isEmpty();
      assertThat(bakery.provider.compute().images(ALL))
          .filteredOn(image -> !isKnownLayer(home, image))
          .extracting(Image::name)
          .containsExactlyInAnyOrder("debian-base", "web");
    }
    assertThat(home.resolve("machines")).isEmptyDirectory();
  }

  @Test
  void aBuildMakesAHandfulOfCalls() {
    assertThat(calls()).isBetween(8, 20);
  }
}

package io.snapfleet.fleet.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.fleet.image.ImageStanding.State;
import io.snapfleet.fleet.model.ImageTrial;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageStandingTest {
  /** A trial is written {@code RECIPE:STATE}; newest first. */
  private static List<ImageTrial> trials(String text) {
    return Stream.of(text.split(" "))
        .filter(word -> word.contains(":"))
        .map(word -> word.split(":"))
        .map(
            word ->
                Samples.trial(
                    "i-1",
                    word[0].equals("bare") ? null : word[0],
                    ImageTrial.State.valueOf(word[1])))
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "none, UNTRIED, UNTRIED",
    "blog:PASSED, PASSED, PASSED",
    "blog:FAILED, FAILED, FAILED",
    "bare:PASSED, UNTRIED, PASSED",
    "bare:FAILED, FAILED, FAILED",
    "shop:PASSED, UNTRIED, PASSED",
    "shop:FAILED, UNTRIED, FAILED",
    "blog:PASSED blog:FAILED, PASSED, PASSED",
    "blog:FAILED blog:PASSED, FAILED, FAILED",
    "bare:PASSED blog:PASSED, PASSED, PASSED",
    "bare:PASSED blog:FAILED, FAILED, PASSED",
    "bare:FAILED blog:PASSED, FAILED, FAILED",
    "bare:PASSED bare:FAILED blog:PASSED, UNTRIED, PASSED",
    "shop:FAILED blog:PASSED, PASSED, FAILED",
    "blog:UNDECIDED blog:PASSED, PASSED, PASSED",
    "blog:RUNNING bare:FAILED, FAILED, FAILED",
  })
  void theNewestTrialThatSaysSomethingDecides(String trials, State withBlog, State forAnything) {
    assertThat(ImageStanding.of(trials(trials), "local", "i-1", "blog").state())
        .isEqualTo(withBlog);
    assertThat(ImageStanding.of(trials(trials), "local", "i-1").state()).isEqualTo(forAnything);
  }

  @Test
  void otherImagesAndOtherPlacesSayNothing() {
    List<ImageTrial> trials = trials("blog:PASSED");
    assertThat(ImageStanding.of(trials, "local", "i-2", "blog").state()).isEqualTo(State.UNTRIED);
    assertThat(ImageStanding.of(trials, "local http://x", "i-1", "blog").state())
        .isEqualTo(State.UNTRIED);
  }
}

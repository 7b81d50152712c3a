package io.snapfleet.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ImageSizeTest {
  @Test
  void what_was_written_is_added_until_it_is_too_far_from_what_was_measured() {
    ImageSize measured = ImageSize.measured(1000);
    ImageSize grown = measured.grown(30).orElseThrow();

    assertThat(grown).isEqualTo(new ImageSize(1030, 1000));
    assertThat(grown.grown(20)).contains(new ImageSize(1050, 1000));
    assertThat(grown.grown(21)).isEmpty();
  }
}

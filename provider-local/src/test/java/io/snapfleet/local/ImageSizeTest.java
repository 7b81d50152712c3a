package io.snapfleet.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImageSizeTest {
  @Test
  void what_was_written_is_added_and_the_fifth_image_is_measured_again() {
    Optional<ImageSize> size = Optional.of(ImageSize.measured(1000));
    for (int image = 1; image <= 4; image++) {
      size = size.orElseThrow().plus(30);
      assertThat(size).contains(new ImageSize(1000 + 30 * image, image));
    }

    assertThat(size.orElseThrow().plus(30)).isEmpty();
  }
}

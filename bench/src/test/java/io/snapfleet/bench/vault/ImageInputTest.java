package io.snapfleet.bench.vault;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageInputTest {
  private static final double SCALE = 0.02;

  @TempDir Path home;

  @Test
  void secondDayIsWrittenAllOverTheImageAndTheFirstCanBeHadBack() throws Exception {
    ImageInput image = ImageInput.make(home, TreeInput.make(home, 0.002), SCALE);
    Path copy = Files.copy(image.path(), home.resolve("copy"));

    image.change();
    assertThat(image.description()).contains("written in 67 places");
    assertThat(Files.mismatch(image.path(), copy)).isPositive();

    image.undo();
    assertThat(Files.mismatch(image.path(), copy)).isEqualTo(-1);
  }
}

package io.snapfleet.fleet.operate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineTest {
  @TempDir private Path directory;

  @Test
  void first() {
    Home home = new Home(directory);
    try (Controller c = Controller.on(home)) {
      Census census = new Census(home, c);
      c.up(2);
      census.requireServing(2);
      c.scale(4);
      census.requireServing(4);
      c.scale(2);
      census.requireServing(2);
      c.write("post");
      String set = c.snapshot();
      census.requireServing(2);
      c.down();
      census.requireDown();
      c.up(2, set.substring(0, 4));
      census.requireServing(2);
      assertThat(census.rows()).contains("post");
      c.up(2, c.snapshot());
      census.requireServing(2);
      c.downWithSets();
      census.requireGone();
    }
  }
}

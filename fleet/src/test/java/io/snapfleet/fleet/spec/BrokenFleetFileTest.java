package io.snapfleet.fleet.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.snapfleet.provider.input.InputProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each {@code broken/NAME.yaml} gives exactly the lines of {@code broken/NAME.txt}. Run with {@code
 * -Dgolden.write=true} to record new lines, then read them.
 */
class BrokenFleetFileTest {
  private static final Path BROKEN = Path.of("src/test/resources/io/snapfleet/fleet/spec/broken");
  private static final Path BASE = Path.of("/srv/fleets");

  static Stream<String> names() throws IOException {
    try (Stream<Path> files = Files.list(BROKEN)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".yaml"))
          .map(name -> name.substring(0, name.length() - ".yaml".length()))
          .sorted()
          .toList()
          .stream();
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyProblemIsNamedWithItsPlace(String name) throws IOException {
    String text = Files.readString(BROKEN.resolve(name + ".yaml"));
    InvalidFleetFileException invalid =
        catchThrowableOfType(
            InvalidFleetFileException.class,
            () -> Recipes.fleetFile().read(text, "fleet.yaml", BASE));

    Path golden = BROKEN.resolve(name + ".txt");
    if (Boolean.getBoolean("golden.write")) {
      Files.writeString(golden, invalid.getMessage() + "\n");
    }
    assertThat(invalid.getMessage() + "\n").isEqualTo(Files.readString(golden));
    assertThat(invalid.problems())
        .extracting(InputProblem::toString)
        .containsExactly(invalid.getMessage().split("\n"));
  }
}

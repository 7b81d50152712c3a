package io.snapfleet.fleet.spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the text: a fleet, or problems that can be shown; never another failure. */
class AnyTextTest {
  private static final int MUTANTS_PER_SEED = 400;
  private static final String[] PIECES = {
    ":",
    "{",
    "}",
    "[",
    "]",
    "-",
    "\n",
    "\t",
    " ",
    "&a ",
    "*a",
    "!!int ",
    "!!str ",
    "'",
    "\"",
    "#",
    "|",
    ">",
    "? ",
    "<<: ",
    "---\n",
    "...",
    "%",
    "@",
    "\u0000",
    "\ud83d",
    "\u2028",
    "99999999999999",
    "1e9",
    "-1",
    "~",
    "null",
    "machines",
    "machines: 1",
    "./",
    "/",
    "0x10",
    "\ufeff",
    "!!binary x"
  };

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void mutantsOfAValidFileAreReadOrRefused(long seed) {
    Random random = new Random(seed);
    int refused = 0;
    for (int mutant = 0; mutant < MUTANTS_PER_SEED; mutant++) {
      StringBuilder text = new StringBuilder(FleetReference.text().replaceAll("(?m)^ *#.*\n", ""));
      for (int change = random.nextInt(1, 5); change > 0; change--) {
        mutate(text, random);
      }
      refused += readOrRefuse(text.toString()) ? 0 : 1;
    }
    assertThat(refused).isBetween(MUTANTS_PER_SEED / 2, MUTANTS_PER_SEED - 1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "&a [*a]",
        "&a {fleet: *a}",
        "fleet: !!int x",
        "site: !!int ''",
        "fleet: !<tag> x",
        "\u0000",
        "site: {port: !!int 0x10}",
        "site: {port: !!int ''}",
        "? {a: b}\n: c",
        "application: {recipe: '/'}",
        "application: {source: {path: '/'}}",
        "fleet: *nowhere",
        "%YAML 9.9\n---\na: b",
        "''",
        "5",
        "~"
      })
  void oddTextsAreRefused(String text) {
    assertThat(readOrRefuse(text)).isFalse();
  }

  @Test
  void textThatNeverEndsIsRefused() {
    assertThat(readOrRefuse("[".repeat(200_000))).isFalse();
    assertThat(readOrRefuse("a".repeat(2_000_000))).isFalse();
    assertThat(readOrRefuse("{".repeat(50_000) + "a: b")).isFalse();
  }

  private static void mutate(StringBuilder text, Random random) {
    int at = random.nextInt(text.length());
    int to = Math.min(text.length(), at + random.nextInt(1, 12));
    switch (random.nextInt(3)) {
      case 0 -> text.insert(at, PIECES[random.nextInt(PIECES.length)]);
      case 1 -> text.delete(at, to);
      default -> text.replace(at, to, PIECES[random.nextInt(PIECES.length)]);
    }
  }

  private static boolean readOrRefuse(String text) {
    try {
      Recipes.fleetFile().read(text, "fleet.yaml", Path.of("/nowhere"));
      return true;
    } catch (InvalidFleetFileException e) {
      assertThat(e.problems()).isNotEmpty();
      assertThat(e.getMessage().lines()).hasSameSizeAs(e.problems());
      return false;
    }
  }
}

package io.snapfleet.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
  private static final List<String> KNOWN = List.of("web", "database", "proxy");

  @Test
  void oneLetterTooFewIsTheSameWord() {
    assertThat(NearestName.of("databse", KNOWN)).contains("database");
  }

  @Test
  void anotherWordIsNone() {
    assertThat(NearestName.of("cache", KNOWN)).isEmpty();
  }

  @Test
  void withoutGuessTheFixListsWhatIsKnown() {
    assertThat(NearestName.fix("cache", KNOWN)).isEqualTo("known: database, proxy, web");
  }
}

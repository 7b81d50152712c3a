package io.snapfleet.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.remote.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class OutputTailTest {
  @Test
  void secretsThatOverlapLeaveNothing() {
    assertThat(text(List.of("abc", "bcd"), "x abcd y")).isEqualTo("x [redacted] y");
    assertThat(text(List.of("abc", "abcdef"), "abcdefabc")).isEqualTo("[redacted]");
    assertThat(text(List.of("aa"), "aaa")).isEqualTo("[redacted]");
  }

  @Test
  void aSecretOfSeveralLinesIsRedactedLineByLineToo() {
    String key = "-----BEGIN-----\nAAAABBBBCCCC\n-----END-----\n";
    assertThat(text(List.of(key), "> AAAABBBBCCCC <\n")).isEqualTo("> [redacted] <\n");
  }

  @Test
  void anEmptySecretChangesNothing() {
    assertThat(text(List.of(""), "as it is")).isEqualTo("as it is");
  }

  @Property(tries = 200)
  void noPartOfASecretSurvivesAtTheCutAtAnyOffsetAndChunkSize(
      @ForAll @IntRange(min = 0, max = 40) int offset,
      @ForAll @IntRange(min = 1, max = 70_000) int chunk) {
    String secret = "0123456789-secret";
    OutputTail tail = new OutputTail(List.of(new Secret(secret)));
    String all = "a".repeat(100_000) + secret + "b".repeat(OutputTail.LIMIT - offset);
    write(tail, all, chunk);
    assertThat(tail.text().replace("[redacted]", ""))
        .endsWith("b".repeat(1000))
        .doesNotContainPattern("[0-9]|secret|cret|et");
  }

  @Property(tries = 200)
  void keepsTheEndWhateverTheChunks(
      @ForAll @IntRange(min = 0, max = 200_000) int size,
      @ForAll @IntRange(min = 1, max = 200_000) int chunk) {
    StringBuilder all = new StringBuilder();
    for (int at = 0; all.length() < size; at++) {
      all.append(at).append('\n');
    }
    OutputTail tail = new OutputTail(List.of());
    write(tail, all.toString(), chunk);
    int from = Math.max(0, all.length() - OutputTail.LIMIT);
    assertThat(tail.text()).isEqualTo(all.substring(from));
  }

  private static String text(List<String> secrets, String output) {
    Stream<Secret> all = secrets.stream().map(Secret::new);
    OutputTail tail = new OutputTail(all.toList());
    write(tail, output, 3);
    return tail.text();
  }

  private static void write(OutputTail tail, String text, int chunk) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < bytes.length; at += chunk) {
      tail.write(bytes, at, Math.min(chunk, bytes.length - at));
    }
  }
}

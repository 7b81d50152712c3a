package io.snapfleet.bake.template;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.snapfleet.bake.engine.Data;
import io.snapfleet.bake.engine.EngineException;
import io.snapfleet.bake.engine.Functions;
import io.snapfleet.bake.engine.GoLayout;
import io.snapfleet.bake.engine.GoTemplate;
import io.snapfleet.bake.source.InvalidTemplateException;
import io.snapfleet.bake.source.JsonText;
import io.snapfleet.bake.source.Problems;
import io.snapfleet.provider.input.InputProblem;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * Whatever the bytes: they are read, or refused with a place in them. As tests these run on the
 * seeds and on inputs that once failed; as fuzzers as docs/image-templates.md says.
 */
class TemplateFuzzTest {
  private static final Instant MOMENT = Instant.parse("2026-03-07T16:05:09.120Z");

  @FuzzTest
  void json(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    try {
      assertThat(JsonText.parse(text, new Problems("fuzz")).position().line()).isPositive();
    } catch (InvalidTemplateException refused) {
      checkPlaces(text, refused);
    }
  }

  @FuzzTest
  void engine(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    try {
      String rendered =
          GoTemplate.parse(text, Functions.builtIn()).render(Data.of(Map.of("Path", "/tmp/x")));
      if (!text.contains("{{")) {
        assertThat(rendered).isEqualTo(text);
      }
    } catch (EngineException refused) {
      assertThat(refused.offset()).isBetween(0, text.length());
      assertThat(refused.getMessage()).isNotBlank().hasSizeLessThan(1000);
    }
  }

  @FuzzTest
  void layout(byte[] bytes) {
    String layout = new String(bytes, StandardCharsets.UTF_8);
    assertThat(GoLayout.format(MOMENT, layout)).isNotNull();
  }

  @FuzzTest
  void template(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    try {
      Template.of(
          TemplateFile.parse(text, Path.of("fuzz.json")),
          TemplateInput.none(),
          Verdicts.surroundings());
    } catch (InvalidTemplateException refused) {
      checkPlaces(text, refused);
    }
  }

  private static void checkPlaces(String text, InvalidTemplateException refused) {
    long lines = text.chars().filter(one -> one == '\n' || one == '\r').count() + 1;
    assertThat(refused.problems()).isNotEmpty();
    for (InputProblem problem : refused.problems()) {
      assertThat((long) problem.line()).isBetween(0L, lines);
      assertThat(problem.rule()).isNotBlank();
    }
  }
}

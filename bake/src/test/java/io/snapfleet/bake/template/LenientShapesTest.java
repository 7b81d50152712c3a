package io.snapfleet.bake.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.bake.source.InvalidTemplateException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Values in other shapes than the usual ones, which Packer takes for something. */
class LenientShapesTest {
  private static final String NULL = "{\"type\": \"null\", \"communicator\": \"none\"}";

  private static Template template(String keys) {
    return Template.of(
        TemplateFile.parse("{\"builders\": [" + NULL + "], " + keys + "}", Path.of("web.json")),
        TemplateInput.none(),
        Verdicts.surroundings());
  }

  private static List<String> inline(String override) {
    return template(
            """
            "provisioners": [{"type": "shell-local", "inline": ["a"], "override": %s}]
            """
                .formatted(override))
        .builds()
        .getFirst()
        .provisioners()
        .getFirst()
        .settings()
        .texts("inline");
  }

  @ParameterizedTest
  @CsvSource(
      delimiterString = " => ",
      value = {
        "[] => a",
        "[null, []] => a",
        "[{\"null\": {}}, {\"null\": {\"inline\": [\"b\"]}}] => b",
        "{\"null\": {\"inline\": []}} => a",
        "{\"null\": {\"type\": \"file\"}} => a",
        "{\"null\": null} => a",
      })
  void overridesAreJoinedAndWhatIsEmptyOverridesNothing(String override, String inline) {
    assertThat(inline(override)).containsExactly(inline);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[\"null\"]", "[1]", "{\"null\": []}", "[{\"other\": {}}]", "\"null\""})
  void overridesThatAreNoObjectsAreRefused(String override) {
    assertThatThrownBy(() -> inline(override))
        .isInstanceOf(InvalidTemplateException.class)
        .hasMessageContaining("provisioners[0].override");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.6.6.0",
        "1.6.6.0.0",
        "0.0.0.0.9",
        "1.6.5.9",
        "1.6.6-beta",
        "1.6.6beta1",
        "1.6.6-0",
        "1.6.6~1",
        "1.6.6-rc.1+b.2",
        "1.6.6-",
        "v1",
        "1.06.6",
      })
  void versionsThatAreNotLaterAreTaken(String version) {
    assertThat(Version.problem(version)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1.6.6.1", "1.6.6.0.1", "1.6.7", "1.6.7-beta", "2", "99999999999.0"})
  void versionsThatAreLaterAreRefused(String version) {
    assertThat(Version.problem(version).orElseThrow()).contains("or later");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1.6.6 ",
        " 1.6",
        "1.6.6+",
        "1.6.6-a..1",
        "1.6.6-a_b",
        "1.6.6-ä",
        "1.6.6+a+b",
        "1.5 b",
        "v",
        "1..6",
        "1.",
        "-1",
        "1.x",
        ">= 1.0",
      })
  void whatIsNoVersionIsRefused(String version) {
    assertThat(Version.problem(version).orElseThrow()).contains("is not a version");
  }

  @Test
  void aValueThatNoBuilderCanRenderIsToldWithItsVariable() {
    assertThatThrownBy(() -> template("\"variables\": {\n\"a\": \"{{.Vars | nope}}\"}"))
        .isInstanceOf(InvalidTemplateException.class)
        .hasMessageContaining("web.json:2:")
        .hasMessageContaining("variables.a: unknown function 'nope'");
  }

  @Test
  void variablesReferToEachOtherAsDeepAsThereIsRoomFor() {
    assertThat(template(chain(150)).builds()).hasSize(1);
    assertThatThrownBy(() -> template(chain(5000)))
        .isInstanceOf(InvalidTemplateException.class)
        .hasMessageContaining("more than 200 levels deep");
  }

  private static String chain(int length) {
    return IntStream.range(0, length)
        .mapToObj(i -> "\"v%d\": \"{{user `v%d`}}\"".formatted(i, i + 1))
        .collect(Collectors.joining(", ", "\"variables\": {", ", \"v" + length + "\": \"x\"}"));
  }
}

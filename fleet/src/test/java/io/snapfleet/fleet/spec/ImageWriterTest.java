package io.snapfleet.fleet.spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.snapfleet.fleet.model.TierName;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageWriterTest {
  private static final Path BASE = Path.of("/srv/fleets");
  private static final String HEAD =
      """
      fleet: pages   # 🛳 the docs
      provider: {name: local}
      application: {recipe: static}
      site: {title: "Päges 🛳"}
      """;

  private static String write(String text, String image) {
    return new ImageWriter(Recipes.fleetFile())
        .write(text, "fleet.yaml", BASE, TierName.WEB, image);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{web: {image: a}} | {web: {image: b2}}",
        "{web: {image: 'a'}} # c | {web: {image: 'b2'}} # c",
        "{web: {image: \"a\", size: small}} | {web: {image: \"b2\", size: small}}",
        "{web: {machines: 2, size: small}, proxy: {}} | {web: {machines: 2, size: small, image: b2}, proxy: {}}",
        "{web: {machines: 2,}, proxy: {}} | {web: {machines: 2, image: b2,}, proxy: {}}",
        "{web: {}} | {web: {image: b2}}",
        "{\"web\": {\"machines\": 1}} | {\"web\": {\"machines\": 1, \"image\": \"b2\"}}",
        "{web: {image: 12345678}} | {web: {image: b2}}",
      })
  void flowMappingsAreWrittenInPlace(String before, String after) {
    assertThat(write(HEAD + "tiers: " + before + "\n", "b2"))
        .isEqualTo(HEAD + "tiers: " + after + "\n");
  }

  @Test
  void aLineOfABlockMappingIsReplaced() {
    String before =
        HEAD
            + """
            tiers:
              # served by these
              web:
                image: latest:./web.json   # from May
                machines: 2
              proxy: {image: old}
            # the end
            """;

    assertThat(write(before, "123")).isEqualTo(before.replace("latest:./web.json   #", "123   #"));
  }

  @Test
  void aLineIsAddedBehindTheLastOfABlockMapping() {
    String before =
        HEAD
            + """
            tiers:
              web:
                # how many
                machines: 2
                size: small     # they are

              # one
              proxy: {machines: 1}
            """;

    assertThat(write(before, "web-1"))
        .isEqualTo(before.replace("they are\n", "they are\n    image: web-1\n"));
    String last = HEAD + "tiers:\r\n  web:\r\n    machines: 1";
    assertThat(write(last, "web-1")).isEqualTo(last + "\r\n    image: web-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"web-1", "123", "1e5", "0x10", "true", "null", "a:b", "@a", "-", "007"})
  void whatIsWrittenIsReadAsTheImage(String image) {
    String text = HEAD + "tiers: {web: {}}\n";

    String written = write(text, image);

    assertThat(Recipes.fleetFile().read(written, "fleet.yaml", BASE).namedImages())
        .containsEntry(TierName.WEB, image);
    assertThat(write(written, image)).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{web: &one {machines: 1}, proxy: *one} | cannot be written here without changing",
        "{proxy: {machines: 0}} | has no tier web",
        "{web: {machines: many}} | must be a whole number",
      })
  void whatCannotBeWrittenIsRefusedWithItsPlace(String tiers, String sentence) {
    assertThatThrownBy(() -> write(HEAD + "tiers: " + tiers + "\n", "b"))
        .isInstanceOf(InvalidFleetFileException.class)
        .hasMessageContaining("fleet.yaml:5:")
        .hasMessageContaining(sentence);
  }

  @Test
  void whatIsNoFleetFileIsRefused() {
    assertThatThrownBy(() -> write("image_slug = \"1\"\n", "b"))
        .isInstanceOf(InvalidFleetFileException.class);
  }
}

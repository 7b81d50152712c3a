package io.snapfleet.fleet.spec;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.fleet.model.FleetSpec;
import io.snapfleet.fleet.model.TierName;
import io.snapfleet.recipe.Recipe;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FleetTemplateTest {

  @Test
  void theResultIsAValidFileWithTheAnswersInIt() {
    FleetSpec spec =
        read(
            new FleetTemplate(
                "shop", "My shop", "local", Map.of("admin-email", "owner@example.org"), 8080),
            Recipes.WORDPRESS);
    assertThat(spec.fleet()).isEqualTo("shop");
    assertThat(spec.site().title()).isEqualTo("My shop");
    assertThat(spec.site().port()).isEqualTo(8080);
    assertThat(spec.application().settings())
        .containsEntry("admin-email", "owner@example.org")
        .containsEntry("language", "en_US");
    assertThat(spec.tiers().get(TierName.WEB).machines()).isEqualTo(2);
    assertThat(spec.tiers()).containsKeys(TierName.DATABASE, TierName.PROXY);
  }

  @Test
  void onlyTheTiersOfTheRecipeAreWritten() {
    FleetSpec spec =
        read(new FleetTemplate("pages", "Pages", "local", Map.of(), 0), Recipes.STATIC);
    assertThat(spec.tiers()).containsOnlyKeys(TierName.WEB, TierName.PROXY);
  }

  @Test
  void settingsThatKeepTheirDefaultAreShownAsComments() {
    String text =
        new FleetTemplate("shop", "Shop", "local", Map.of("admin-email", "a@b"), 0)
            .commented(Recipes.WORDPRESS);
    assertThat(text)
        .contains("    # The site's language.\n    # language: en_US\n")
        .contains("    # The administrator's address.\n    admin-email: a@b\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "true",
        "a: b # c",
        "\"quoted\"",
        "${tiers}",
        "- x",
        "é ☃ \\n",
        "{a}",
        "0x1F",
        "~"
      })
  void anyTitleSurvives(String title) {
    FleetTemplate template = new FleetTemplate("pages", title, "local", Map.of(), 0);
    assertThat(read(template, Recipes.STATIC).site().title()).isEqualTo(title);
  }

  private static FleetSpec read(FleetTemplate template, Recipe recipe) {
    return Recipes.fleetFile().read(template.commented(recipe), "fleet.yaml", Path.of("/"));
  }
}

package io.snapfleet.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecipeCatalogTest {
  private final RecipeCatalog catalog = new RecipeCatalog();

  @TempDir Path directory;

  @Test
  void shipsWordpressAndStatic() {
    assertThat(catalog.shipped()).extracting(Recipe::name).containsExactly("static", "wordpress");
  }

  @Test
  void wordpressKeepsItsDataOnTheDatabaseMachine() {
    Recipe wordpress = catalog.find("wordpress");
    assertThat(wordpress.tiers())
        .extracting(TierRecipe::tier)
        .containsExactly("database", "web", "proxy");
    TierRecipe database = wordpress.tiers().getFirst();
    assertThat(database.port()).isEqualTo(3306);
    assertThat(database.reachedFrom()).containsExactly("web");
    assertThat(database.dataDirectories()).containsExactly("/var/lib/mysql");
    assertThat(database.cleanUp()).contains("/etc/mysql/mariadb.conf.d/80-snapfleet.cnf");
    assertThat(database.scripts()).containsKeys(Stage.QUIESCE, Stage.RESUME);
  }

  @Test
  void staticNeedsFilesAndWordpressMayHaveThem() {
    assertThat(catalog.find("static").source()).isEqualTo(SourceRule.REQUIRED);
    assertThat(catalog.find("wordpress").source()).isEqualTo(SourceRule.OPTIONAL);
  }

  @Test
  void wordpressRotatesWhatIsNotBoundToTheData() {
    Recipe wordpress = catalog.find("wordpress");
    assertThat(wordpress.secrets().get("database-password")).isEqualTo(new SecretRule(32, true));
    assertThat(wordpress.secrets().get("admin-password")).isEqualTo(new SecretRule(24, false));
    assertThat(wordpress.frozen()).containsExactly("language");
  }

  @Test
  void everyShippedRecipeSaysWhatIsBackedUp() {
    assertThat(catalog.shipped())
        .allSatisfy(
            recipe ->
                assertThat(recipe.tiers())
                    .filteredOn(tier -> tier.tier().equals("web"))
                    .allMatch(tier -> !tier.backup().isEmpty()));
    TierRecipe database = catalog.find("wordpress").tiers().getFirst();
    assertThat(database.backup()).isEqualTo(BackupRule.NONE);
    assertThat(database.scripts()).containsKeys(Stage.DUMP, Stage.LOAD);
  }

  @Test
  void wordpressKeepsUploadsAsAssetsAndLeavesCachesOut() {
    BackupRule rule = catalog.find("wordpress").tiers().get(1).backup();
    assertThat(rule.directories())
        .containsExactly("/var/lib/wordpress", "/usr/share/wordpress", "/var/www/wordpress");
    assertThat(rule.assets()).contains("/var/lib/wordpress/wp-content/uploads");
    assertThat(rule.exclude()).contains("/var/lib/wordpress/wp-content/cache/");
  }

  @Test
  void everyScriptStartsWithWhatAllShare() {
    for (Recipe recipe : catalog.shipped()) {
      for (TierRecipe tier : recipe.tiers()) {
        assertThat(tier.scripts().values()).allMatch(text -> text.contains("apt_install()"));
      }
    }
  }

  @Test
  void unknownNameGetsTheNearestOne() {
    assertThatThrownBy(() -> catalog.find("wordpres"))
        .isInstanceOf(RecipeException.class)
        .hasMessage("wordpres: there is no recipe of this name; did you mean wordpress?");
  }

  @Test
  void nameUnlikeAnyGetsTheList() {
    assertThatThrownBy(() -> catalog.find("drupal"))
        .hasMessageContaining("name one of static, wordpress, or give the absolute path");
  }

  @Test
  void directoryWithoutRecipeIsNamed() {
    assertThatThrownBy(() -> catalog.find(directory.toString()))
        .isInstanceOf(RecipeException.class)
        .hasMessageStartingWith(directory.resolve("recipe.yaml") + ": there is no such file");
  }

  @Test
  void ownRecipeMayUseSharedBlocksAndOwnScripts() throws IOException {
    write(
        "recipe.yaml",
        """
        name: guestbook
        version: "2"
        summary: A guest book
        secrets:
          database-password: {}
        tiers:
          web:
            scripts: machines/web
            port: 8080
            reached-from: [proxy]
          proxy:
            scripts: shipped:haproxy
          database:
            scripts: shipped:mariadb
            reached-from: [web]
            clean-up: [/etc/guestbook.key]
        """);
    for (String stage : Arrays.asList("install", "configure", "start", "check")) {
      write("machines/web/" + stage + ".sh", "echo " + stage + "\n");
    }
    Recipe recipe = catalog.find(directory.toString());
    assertThat(recipe.tiers())
        .extracting(TierRecipe::tier)
        .containsExactly("database", "web", "proxy");
    assertThat(recipe.tiers().get(0).cleanUp()).contains("/etc/guestbook.key").hasSize(2);
    assertThat(recipe.tiers().get(1).scripts()).hasSize(4);
    assertThat(recipe.tiers().get(1).scripts().get(Stage.CHECK)).endsWith("echo check\n");
  }

  @Test
  void sharedBlockWithoutItsSecretIsRefused() throws IOException {
    write(
        "recipe.yaml",
        """
        name: guestbook
        version: "2"
        summary: A guest book
        tiers:
          database:
            scripts: shipped:mariadb
        """);
    assertThatThrownBy(() -> catalog.find(directory.toString()))
        .hasMessage(
            directory.resolve("recipe.yaml")
                + ":6: tiers.database.scripts is shipped:mariadb, which needs the secret"
                + " database-password; add database-password: {} under secrets");
  }

  @Test
  void sourceIsRequiredOptionalOrNone() throws IOException {
    write(
        "recipe.yaml",
        """
        name: guestbook
        version: "2"
        summary: A guest book
        source: maybe
        tiers:
          proxy:
            scripts: shipped:haproxy
        """);
    assertThatThrownBy(() -> catalog.find(directory.toString()))
        .hasMessage(
            directory.resolve("recipe.yaml")
                + ":4: source is maybe; write required, optional or none");
  }

  @Test
  void notYamlIsOneProblemWithItsLine() throws IOException {
    write("recipe.yaml", "name: shop\nversion: [1\n");
    RecipeException refused =
        catchThrowableOfType(RecipeException.class, () -> catalog.find(directory.toString()));
    assertThat(refused.problems()).hasSize(1);
    assertThat(refused.problems().getFirst().line()).isBetween(2, 3);
    assertThat(refused).hasMessageContaining("this is not YAML");
  }

  @Test
  void everythingThatIsWrongIsSaidAtOnce() throws IOException, URISyntaxException {
    Path broken = Path.of(RecipeCatalogTest.class.getResource("/broken").toURI());
    RecipeException refused =
        catchThrowableOfType(RecipeException.class, () -> catalog.find(broken.toString()));
    String found = refused.getMessage().replace(broken + "/", "") + "\n";
    assertThat(found).isEqualTo(Files.readString(broken.resolve("problems.txt")));
  }

  private void write(String name, String text) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }
}

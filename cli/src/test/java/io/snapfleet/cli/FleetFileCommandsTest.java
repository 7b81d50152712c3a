package io.snapfleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class FleetFileCommandsTest {
  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void nameAFile() {
    file = directory.resolve("fleet.yaml");
  }

  private Ran init(String... more) {
    return Ran.command(
        with(
            new String[] {"init", "-f", file.toString(), "--set", "admin-email=me@example.com"},
            more));
  }

  private static String[] with(String[] first, String... more) {
    String[] all = Arrays.copyOf(first, first.length + more.length);
    System.arraycopy(more, 0, all, first.length, more.length);
    return all;
  }

  @Test
  void whatInitWritesIsValid() {
    Ran init = init("shop", "--title", "The Shop: 'new' & \"old\"", "--port", "8080");
    assertThat(init.errors()).isEmpty();
    assertThat(init.exitCode()).isZero();
    Ran validate = Ran.command("validate", "-f", file.toString());
    assertThat(validate)
        .isEqualTo(
            new Ran(0, file + " is valid: fleet shop with 1 database, 2 web, 1 proxy\n", ""));
    assertThat(file).content().contains("The Shop", "8080", "# ");
  }

  @Test
  void initForACloudKeepsTheProvidersOptions() {
    Ran without = init("shop", "--provider", "digitalocean");
    assertThat(without.exitCode()).isEqualTo(2);
    assertThat(without.errors()).contains("needs the option region, such as 'region: lon1'");
    assertThat(file).doesNotExist();

    Ran init =
        init(
            "shop",
            "--provider",
            "digitalocean",
            "--provider-option",
            "region=lon1",
            "--provider-option",
            "endpoint=http://127.0.0.1:8888");

    assertThat(init.errors()).isEmpty();
    assertThat(file).content().contains("  name: digitalocean\n", "  region: lon1\n");
    assertThat(Ran.command("validate", "-f", file.toString()).exitCode()).isZero();
  }

  @Test
  void validateNamesTheProvidersOptionThatIsMeant() throws IOException {
    assertThat(init("shop", "--provider", "digitalocean", "--provider-option", "region=lon1"))
        .matches(ran -> ran.exitCode() == 0);
    Files.writeString(
        file, Files.readString(file).replace("  region:", "  size-smal: x\n  region:"));

    Ran validate = Ran.command("validate", "-f", file.toString());

    assertThat(validate.exitCode()).isEqualTo(2);
    assertThat(validate.errors())
        .contains("no option 'size-smal'; did you mean 'size-small'?")
        .contains("provider.size-smal");
  }

  @Test
  void initOfARecipeThatRequiresFilesNamesThem() throws IOException {
    Files.createDirectory(directory.resolve("my site"));
    String[] init = {"init", "docs", "--recipe", "static", "-f", file.toString()};
    Ran without = Ran.command(init);
    assertThat(without.exitCode()).isEqualTo(2);
    assertThat(without.errors()).contains("fix: add --source DIRECTORY");
    assertThat(file).doesNotExist();

    Ran with = Ran.command(with(init, "--source", directory.resolve("my site").toString()));

    assertThat(with.errors()).isEmpty();
    assertThat(file).content().contains("source: {path: my site}");
  }

  @Test
  void aFileWithoutTheSourceThatItsRecipeRequiresIsRefusedWithItsPlace() throws IOException {
    Files.writeString(
        file,
        """
        fleet: docs
        provider: {name: local}
        application:
          recipe: static
        site: {title: Docs}
        tiers:
          web: {machines: 1}
        """);
    Ran ran = Ran.command("validate", "-f", file.toString());
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.errors())
        .contains("recipe static requires the application's own files", file + ":3:1");
  }

  static Stream<String> examplesOfInit() {
    return Ran.command("help", "init", "--json")
        .outputJson()
        .get("examples")
        .valueStream()
        .map(example -> example.asString().strip());
  }

  /** Typed as they are printed, at a terminal only where they say that they ask. */
  @ParameterizedTest
  @MethodSource("examplesOfInit")
  void everyExampleOfInitWritesAValidFile(String example) throws IOException {
    Path source = Files.createDirectory(directory.resolve("site"));
    List<String> typed = new ArrayList<>(List.of(HelpTest.arguments(example)));
    typed.replaceAll(word -> word.equals("site") ? source.toString() : word);
    if (!typed.contains("-f")) {
      typed.addAll(List.of("-f", ""));
    }
    typed.set(typed.indexOf("-f") + 1, file.toString());
    String[] words = typed.toArray(String[]::new);
    Ran ran =
        example.contains("asks")
            ? Ran.answering("blog\nThe Blog\nme@example.com\n", words)
            : Ran.command(words);
    assertThat(ran.exitCode()).as(ran.errors()).isZero();
    assertThat(Ran.command("validate", "-f", file.toString()).exitCode()).isZero();
  }

  @Test
  void initInADirectoryThatIsMissingSaysThatAndAsksNothing() {
    Path missing = directory.resolve("none");
    Ran ran = Ran.answering("", "init", "-f", missing.resolve("x.yaml").toString());
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.errors())
        .isEqualTo(
            """
            error: there is no directory %1$s
              where: %1$s/x.yaml
              fix: make it first, or name a file in another with -f
            """
                .formatted(missing));
  }

  @Test
  void initNeverAsksWithoutATerminalAndTakesDefaults() {
    assertThat(init().exitCode()).isZero();
    assertThat(file).content().contains("my-site");
  }

  @Test
  void initWithoutATerminalNamesTheSettingThatHasNoDefault() {
    Ran ran = Ran.command("init", "-f", file.toString());
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.errors())
        .contains("the setting admin-email", "fix: add --set admin-email=VALUE");
    assertThat(file).doesNotExist();
  }

  @Test
  void initRefusesASettingTheRecipeDoesNotHave() {
    Ran ran = init("--set", "admn-user=boss");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.errors())
        .contains("recipe wordpress has no setting 'admn-user'", "did you mean 'admin-user'?");
    assertThat(file).doesNotExist();
  }

  @Test
  void initAsksAtATerminalForWhatWasNotGiven() {
    Ran ran = Ran.answering("blog\nThe Blog\nme@example.com\n", "init", "-f", file.toString());
    assertThat(ran.exitCode()).isZero();
    assertThat(ran.errors()).contains("Name of the fleet [my-site] ", "Title of the site");
    assertThat(file).content().contains("blog", "The Blog", "me@example.com");
  }

  @Test
  void initLeavesAnExistingFileAloneUnlessForced() throws IOException {
    Files.writeString(file, "mine");
    Ran refused = init("shop");
    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.errors()).contains("where: " + file, "--force");
    assertThat(file).hasContent("mine");
    assertThat(init("shop", "--force").exitCode()).isZero();
    assertThat(file).content().contains("shop");
  }

  @Test
  void initWritesNothingThatWouldNotBeValid() {
    Ran ran = init("Not A Name");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(file).doesNotExist();
  }

  @Test
  void initNamesTheNearestRecipe() {
    Ran ran = init("shop", "--recipe", "wordpres");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.errors()).contains("did you mean wordpress?");
  }

  @Test
  void validateTellsAllMistakesAtOnceWithTheirPlaces() throws IOException {
    init("shop");
    String text = Files.readString(file).replace("fleet: shop", "fleet: Shop!\ncolour: blue");
    Files.writeString(file, text);
    Ran ran = Ran.command("validate", "-f", file.toString(), "--json");
    assertThat(ran.exitCode()).isEqualTo(2);
    JsonNode mistakes = ran.errorJson().get("mistakes");
    assertThat(mistakes).hasSize(2);
    assertThat(mistakes.get(0).get("where").asString()).startsWith(file + ":");
    assertThat(mistakes.get(1).get("error").asString()).contains("colour");
    assertThat(ran.errorJson().get("error").asString()).isEqualTo(file + " has 2 mistakes");
  }

  @Test
  void validateOfASingleMistakeIsThatMistake() throws IOException {
    init("shop");
    Files.writeString(file, Files.readString(file).replace("fleet: shop", "fleet: Shop!"));
    Ran ran = Ran.command("validate", "-f", file.toString());
    assertThat(ran.errors().lines()).hasSize(3).first().asString().startsWith("error: fleet: ");
  }

  @Test
  void mistakesOfTheFileAndOfItsRecipeAreToldTogether() throws IOException {
    Path recipe = Files.createDirectory(directory.resolve("recipe"));
    Files.writeString(recipe.resolve("recipe.yaml"), "name: Not A Name\n");
    Files.writeString(
        file,
        """
        fleet: shop
        provider: {name: local}
        application: {recipe: ./recipe}
        site: {title: Shop, port: 99999}
        tiers: {web: {machines: 1}}
        """);
    JsonNode both = Ran.command("validate", "-f", file.toString(), "--json").errorJson();
    Files.writeString(file, Files.readString(file).replace("99999", "8080"));
    JsonNode alone = Ran.command("validate", "-f", file.toString(), "--json").errorJson();

    assertThat(both.get("exitCode").asInt()).isEqualTo(2);
    assertThat(both.get("where").asString()).isEqualTo(file.toString());
    assertThat(both.get("error").asString()).startsWith(file + " and its recipe have ");
    assertThat(both.get("mistakes").findValuesAsString("where"))
        .hasSizeGreaterThan(2)
        .startsWith(file + ":4:27")
        .anyMatch(where -> where.startsWith(recipe.toString()));
    assertThat(alone.get("error").asString()).startsWith("the recipe has ");
  }

  @Test
  void aSizeThatTheLocalProviderDoesNotHaveIsRefusedWithItsPlaceAndTheNearest() throws IOException {
    init("shop");
    Files.writeString(file, Files.readString(file).replaceFirst("size: small", "size: smal"));
    Ran ran = Ran.command("validate", "-f", file.toString());
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.errors())
        .contains(
            "tiers.database.size: provider local has no size 'smal'",
            "where: " + file + ":",
            "fix: did you mean 'small'?");
  }

  @Test
  void sizesOfACloudAreItsOwnToKnow() throws IOException {
    init("shop", "--provider", "digitalocean", "--provider-option", "region=lon1");
    Files.writeString(
        file, Files.readString(file).replaceFirst("size: small", "size: s-8vcpu-16gb"));
    assertThat(Ran.command("validate", "-f", file.toString()).exitCode()).isZero();
  }

  @Test
  void validateOfAMissingFileSaysHowToWriteOne() {
    Ran ran = Ran.command("validate", "-f", file.toString());
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.errors()).contains("where: " + file, "snapfleet init");
  }

  @Test
  void theReferenceIsYamlAndUnderJsonTheSameText() {
    String yaml = Ran.command("config", "reference").output();
    assertThat(yaml).contains("fleet:", "tiers:", "deadlines:", "#");
    assertThat(Ran.command("config", "reference", "--json").outputJson().get("yaml").asString())
        .isEqualTo(yaml);
  }

  @Test
  void theSchemaIsJsonWithAndWithoutTheFlag() {
    Ran ran = Ran.command("schema");
    assertThat(JsonMapper.shared().readTree(ran.output()).get("properties").has("fleet")).isTrue();
    assertThat(Ran.command("schema", "--json")).isEqualTo(ran);
  }

  @Test
  void aGroupAloneNamesItsCommands() {
    Ran ran = Ran.command("config");
    assertThat(ran.exitCode()).isEqualTo(2);
    assertThat(ran.errors()).contains("error: missing command, one of reference");
  }
}

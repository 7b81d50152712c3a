package io.snapfleet.recipe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedScriptsTest {
  static Stream<Arguments> scripts() {
    return new RecipeCatalog()
        .shipped().stream()
            .flatMap(
                recipe ->
                    recipe.tiers().stream()
                        .flatMap(
                            tier ->
                                tier.scripts().entrySet().stream()
                                    .map(
                                        script ->
                                            Arguments.of(
                                                recipe.name() + " " + tier.tier(),
                                                script.getKey(),
                                                script.getValue()))));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("scripts")
  void isBash(String tier, Stage stage, String text) throws Exception {
    assertThat(bash("bash", "-n", text)).isEmpty();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("scripts")
  void showsNoSecretToOtherProcesses(String tier, Stage stage, String text) {
    assertThat(SecretUse.visible(text)).isEmpty();
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("scripts")
  void usesOnlyDeclaredSettingsAndSecrets(String tier, Stage stage, String text) {
    Recipe recipe = new RecipeCatalog().find(tier.split(" ")[0]);
    assertThat(names(text, "SETTING_")).isSubsetOf(shell(recipe.settings()));
    assertThat(names(text, "SECRET_")).isSubsetOf(shell(recipe.secrets()));
    if (stage == Stage.INSTALL) {
      assertThat(names(text, "SECRET_")).as("secrets in what ends up in images").isEmpty();
    }
  }

  @Test
  void tiersThatServeDataCanBeQuiesced() {
    TierRecipe database = new RecipeCatalog().find("wordpress").tiers().getFirst();
    assertThat(database.scripts().get(Stage.QUIESCE)).contains("RuntimeMaxSec=30");
  }

  @ParameterizedTest
  @CsvSource({"success, ''", "timeout, copying took longer than the 30 s"})
  void aCopyThatOutlastedTheLockOfMariaDbIsNoCopyOfOneMoment(String result, String told)
      throws Exception {
    String resume =
        new RecipeCatalog().find("wordpress").tiers().getFirst().scripts().get(Stage.RESUME);
    String systemd = "systemctl() { case $1 in show) echo %s ;; esac; }\n".formatted(result);
    assertThat(bash("bash", "-s", systemd + resume))
        .matches(told.isEmpty() ? "" : "(?s)status [1-9].*" + told + ".*");
  }

  private static List<String> names(String text, String prefix) {
    return java.util.regex.Pattern.compile("\\$\\{?" + prefix + "([A-Z0-9_]+)")
        .matcher(text)
        .results()
        .map(found -> found.group(1))
        .distinct()
        .toList();
  }

  private static List<String> shell(Map<String, ?> named) {
    return named.keySet().stream()
        .map(name -> name.toUpperCase(java.util.Locale.ROOT).replace('-', '_'))
        .toList();
  }

  private static String bash(String program, String option, String script)
      throws IOException, InterruptedException {
    Process process = new ProcessBuilder(program, option).redirectErrorStream(true).start();
    try (var input = process.getOutputStream()) {
      input.write(script.getBytes(StandardCharsets.UTF_8));
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    int status = process.waitFor();
    return status == 0 ? output : "status " + status + ": " + output;
  }
}

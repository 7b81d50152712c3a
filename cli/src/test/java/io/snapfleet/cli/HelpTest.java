package io.snapfleet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.cli.command.Group;
import io.snapfleet.cli.output.Streams;
import io.snapfleet.cli.output.Terminal;
import io.snapfleet.recipe.RecipeCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class HelpTest {
  private static CommandLine tree(String... arguments) {
    return new CommandTree(
            Terminal.ofProcess(),
            Streams::ofProcess,
            Clock.systemUTC(),
            new RecipeCatalog(),
            () -> {
              throw new AssertionError("help needs no engine");
            })
        .build(arguments);
  }

  /** All commands, as they are typed after {@code snapfleet}; the root is empty. */
  static Stream<String> commands() {
    return names(tree());
  }

  private static Stream<String> names(CommandLine command) {
    return Stream.concat(
        Stream.of(command.getCommandSpec().qualifiedName().replaceFirst("^snapfleet ?", "")),
        command.getSubcommands().values().stream().flatMap(HelpTest::names));
  }

  private static CommandLine named(String name) {
    return named(name, tree());
  }

  private static CommandLine named(String name, CommandLine tree) {
    CommandLine command = tree;
    for (String word : words(name)) {
      command = command.getSubcommands().get(word);
    }
    return command;
  }

  private static List<String> words(String text) {
    return Stream.of(text.split(" ")).filter(word -> !word.isEmpty()).toList();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aCommandBuiltAloneIsTheSame(String name) {
    CommandLine tree = tree(words(name).toArray(String[]::new));
    assertThat(named(name, tree).getUsageMessage()).isEqualTo(named(name).getUsageMessage());
  }

  @Test
  void onlyTheCommandThatIsGivenIsBuilt() {
    assertThat(tree("status", "blog").getSubcommands()).containsOnlyKeys("status");
    assertThat(tree("--json", "status").getSubcommands()).hasSizeGreaterThan(1);
    assertThat(tree("help", "status").getSubcommands()).hasSizeGreaterThan(1);
  }

  @Test
  void commandsAreCalledByTheirOwnNames() {
    tree()
        .getSubcommands()
        .forEach((name, command) -> assertThat(command.getCommandName()).isEqualTo(name));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasASummaryAndExamplesOfItself(String name) {
    var usage = named(name).getCommandSpec().usageMessage();
    assertThat(usage.description()).hasSize(1).allMatch(line -> line.endsWith("."));
    assertThat(usage.footer())
        .isNotEmpty()
        .allMatch(line -> line.startsWith("  "))
        .anyMatch(line -> line.contains(("snapfleet " + name).strip()));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyExampleIsACommandLineThatIsUnderstood(String name) {
    for (String line : named(name).getCommandSpec().usageMessage().footer()) {
      String example = CommandLine.Help.Ansi.OFF.string(line).strip();
      if (example.startsWith("snapfleet ")) {
        tree().parseArgs(arguments(example));
      }
    }
  }

  /** What a shell would hand over: up to the remark or the redirection, quotes taken off. */
  static String[] arguments(String example) {
    String typed = example.split(" {2,}| > ")[0];
    return Pattern.compile("'([^']*)'|\\S+")
        .matcher(typed)
        .results()
        .skip(1)
        .map(word -> word.group(1) == null ? word.group() : word.group(1))
        .toArray(String[]::new);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandTakesTheGlobalOptions(String name) {
    assertThat(named(name).getCommandSpec().optionsMap()).containsKeys("--json", "--debug", "-h");
  }

  @ParameterizedTest
  @MethodSource("commands")
  void aYesIsGivenInOneWay(String name) {
    Map<String, ?> options = named(name).getCommandSpec().optionsMap();
    assertThat(options.containsKey("-y")).isEqualTo(options.containsKey("--yes"));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void helpIsTheSameByCommandAndByFlag(String name) {
    List<String> words = words(name);
    Ran byFlag = Ran.command(Stream.concat(words.stream(), Stream.of("-h")).toArray(String[]::new));
    Ran byCommand =
        Ran.command(Stream.concat(Stream.of("help"), words.stream()).toArray(String[]::new));
    assertThat(byFlag.exitCode()).isZero();
    assertThat(byCommand).isEqualTo(byFlag);
  }

  @Test
  void helpAsJsonHasTheOptionsAndExamples() {
    Ran ran = Ran.command("help", "completion", "--json");
    assertThat(ran.outputJson().get("command").asString()).isEqualTo("snapfleet completion");
    assertThat(ran.outputJson().get("options").get(0).get("names").get(0).asString())
        .isEqualTo("--json");
    assertThat(ran.outputJson().get("examples")).hasSize(3);
  }

  @Test
  void theManualListsExactlyTheCommandsThatExist() throws IOException {
    Stream<String> documented =
        Files.readAllLines(Path.of("../docs/command-line.md")).stream()
            .filter(line -> line.startsWith("### `snapfleet "))
            .map(line -> line.replaceAll("^### `snapfleet ([a-z -]+?)(?: [^a-z].*)?`$", "$1"));
    Stream<String> runnable =
        commands().filter(name -> !name.isEmpty() && !(named(name).getCommand() instanceof Group));
    assertThat(documented).containsExactlyInAnyOrderElementsOf(runnable.toList());
  }
}

package io.snapfleet.recipe;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the places in a script where a secret could become visible to other processes: anywhere but
 * in a here-document, in the shell's own printf, or in a test of the shell.
 */
final class SecretUse {
  private static final Pattern HERE = Pattern.compile("<<-?['\"]?([A-Za-z_]+)['\"]?");
  private static final Pattern HARMLESS = Pattern.compile("\\s*(printf\\s|\\[\\[\\s|#).*");

  private SecretUse() {}

  /** The commands of a script that would show a secret. */
  static List<String> visible(String script) {
    return commands(withoutHereDocuments(script))
        .filter(command -> command.contains("SECRET_"))
        .filter(command -> !HARMLESS.matcher(command).matches())
        .map(String::strip)
        .toList();
  }

  private static Stream<String> commands(String script) {
    return script.replace("\\\n", " ").lines().flatMap(line -> Stream.of(line.split("\\||;|&&")));
  }

  private static String withoutHereDocuments(String script) {
    StringBuilder rest = new StringBuilder();
    String end = "";
    for (String line : script.lines().toList()) {
      if (!end.isEmpty()) {
        end = line.equals(end) ? "" : end;
        continue;
      }
      rest.append(line).append('\n');
      Matcher here = HERE.matcher(line);
      end = here.find() ? here.group(1) : "";
    }
    return rest.toString();
  }
}

package io.snapfleet.bench.bake;

import io.snapfleet.bench.measure.Program;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds a template with the one program or the other, and tells how many seconds that took.
 *
 * @param directory where homes and packer's settings are
 */
record Turns(Path program, Path directory, int pairs) {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  double packer(Map<String, String> environment, Path template, Map<String, String> variables) {
    Map<String, String> more = new HashMap<>(environment);
    more.put("PACKER_CONFIG_DIR", directory.toString());
    more.put("CHECKPOINT_DISABLE", "1");
    return build(more, List.of("packer", "build"), template, variables);
  }

  /**
   * @param home its number
   */
  double snapfleet(
      Map<String, String> environment, int home, Path template, Map<String, String> variables) {
    Map<String, String> more = new HashMap<>(environment);
    more.put("SNAPFLEET_HOME", home(home).toString());
    return build(more, List.of(program.toString(), "bake"), template, variables);
  }

  Path home(int number) {
    return directory.resolve("home-" + number);
  }

  private static double build(
      Map<String, String> environment,
      List<String> command,
      Path template,
      Map<String, String> variables) {
    List<String> words = new ArrayList<>(command);
    variables.forEach((name, value) -> words.addAll(List.of("-var", name + "=" + value)));
    words.add(template.toString());
    return Program.start(environment, "", words).end(LIMIT).seconds();
  }
}

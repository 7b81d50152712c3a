package io.snapfleet.bench.vault;

import io.snapfleet.bench.measure.BenchException;
import io.snapfleet.bench.measure.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** restic at its defaults. */
record Restic(String program, String version) implements BackupProgram {
  private static final Pattern VERSION = Pattern.compile("^restic (\\d+)\\.(\\d+)(\\S*)");

  /** Asks the program which it is. */
  static Restic of(String program) {
    String said = Program.run(program, "version").output();
    Matcher version = VERSION.matcher(said);
    if (!version.find()) {
      throw new BenchException(program + " is no restic: it says '" + said.strip() + "'");
    }
    return new Restic(program, version.group(1) + "." + version.group(2) + version.group(3));
  }

  @Override
  public String name() {
    return "restic " + version;
  }

  /** Whether it is the one that the goals are set against, or a newer one. */
  boolean isTheGoalsPeer() {
    String[] numbers = version.split("\\.");
    return Integer.parseInt(numbers[0]) > 0 || Integer.parseInt(numbers[1]) >= 18;
  }

  @Override
  public Call init(Place place) {
    return call(place, "init");
  }

  @Override
  public Call backup(Input input, Place place) {
    return call(place, "backup", input.path().toString());
  }

  @Override
  public Call restore(Input input, Place place) {
    return call(place, "restore", "latest", "--target", place.restored().toString());
  }

  private Call call(Place place, String... arguments) {
    List<String> words = new ArrayList<>(List.of(program, "--repo", place.repository().toString()));
    words.addAll(List.of(arguments));
    Map<String, String> environment =
        Map.of("RESTIC_PASSWORD", "bench", "RESTIC_CACHE_DIR", place.cache().toString());
    return new Call(environment, place.root(), words);
  }
}

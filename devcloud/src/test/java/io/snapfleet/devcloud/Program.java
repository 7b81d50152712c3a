package io.snapfleet.devcloud;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs other people's programs. */
final class Program {
  private static final long SECONDS = 120;

  private Program() {}

  /** How it ended, and all it printed. */
  record Outcome(int status, String output) {}

  static Outcome run(Path directory, Map<String, String> environment, List<String> words)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(directory, "output", ".txt");
    ProcessBuilder builder = new ProcessBuilder(words).directory(directory.toFile());
    builder.environment().putAll(environment);
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    Process process = builder.start();
    if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(
          "%s did not end within %d s: %s".formatted(words, SECONDS, Files.readString(output)));
    }
    return new Outcome(process.exitValue(), Files.readString(output));
  }
}

package io.snapfleet.bench.vault;

import io.snapfleet.bench.measure.BenchException;
import io.snapfleet.bench.measure.CleanUp;
import io.snapfleet.bench.measure.Program;
import io.snapfleet.bench.measure.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is backed up in this run, made for it. */
record Inputs(List<Input> all) {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /**
   * @param only the name of the one that is wanted; both where it is null
   */
  static Inputs make(
      Path work, double scale, @Nullable String only, Progress progress, CleanUp cleanUp) {
    Path home = directory(work, cleanUp);
    progress.say("making the tree");
    TreeInput tree = TreeInput.make(home, scale);
    if ("tree".equals(only)) {
      return new Inputs(List.of(tree));
    }
    progress.say("making the image");
    ImageInput image = ImageInput.make(home, tree, scale);
    return new Inputs(only == null ? List.of(tree, image) : List.of(image));
  }

  private static Path directory(Path work, CleanUp cleanUp) {
    try {
      Path home = Files.createTempDirectory(work, "vault-bench-");
      cleanUp.later(() -> run("rm", "--recursive", "--force", home.toString()));
      return home;
    } catch (IOException refused) {
      throw new BenchException(
          "nothing can be made in " + work + "; name another with --work", refused);
    }
  }

  List<String> descriptions() {
    return all.stream().map(Input::description).toList();
  }

  /** Has it read once, so that no program finds more of it in memory than the one before. */
  static void warm(Input input) {
    run(
        "sh",
        "-c",
        "find \"$1\" -type f -exec cat {} + | cat >/dev/null",
        "sh",
        input.path().toString());
  }

  private static void run(String... words) {
    Program.start(Map.of(), "", List.of(words)).end(LIMIT);
  }
}

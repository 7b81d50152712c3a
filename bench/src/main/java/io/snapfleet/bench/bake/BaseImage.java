package io.snapfleet.bench.bake;

import io.snapfleet.bench.measure.Program;
import io.snapfleet.bench.measure.Tools;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The image that builds begin with: a Debian of the usual packages. */
record BaseImage(String name) {
  private static final Duration LIMIT = Duration.ofMinutes(10);

  /**
   * @param given an archive of a root file system; null to make one
   */
  static BaseImage load(Engine engine, Path directory, @Nullable Path given, String name) {
    Path archive = given == null ? make(directory.resolve("base.tar")) : given;
    engine.run("import", archive.toAbsolutePath().toString(), name);
    return new BaseImage(name);
  }

  private static Path make(Path archive) {
    Tools.requireRoot("a base system is made as root");
    Tools.require(Map.of("mmdebstrap", "mmdebstrap"));
    Program.start(
            Map.of(),
            "",
            List.of(
                "mmdebstrap",
                "--quiet",
                "--variant=important",
                "--include=ca-certificates",
                "bookworm",
                archive.toString()))
        .end(LIMIT);
    return archive;
  }
}

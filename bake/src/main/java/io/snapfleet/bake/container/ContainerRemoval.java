package io.snapfleet.bake.container;

import io.snapfleet.bake.journal.BuildJournal;
import io.snapfleet.bake.journal.BuildRecord;
import io.snapfleet.bake.journal.Removal;
import io.snapfleet.bake.local.SharedDirectory;
import io.snapfleet.bake.run.Remarks;
import io.snapfleet.bake.template.Surroundings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Takes containers away, by their records: the id is the container's name, and facts are the words
 * that the engine is called with, and the directory that is shared with the container.
 */
public record ContainerRemoval(BuildJournal journal, Surroundings surroundings) implements Removal {
  private static final String ENGINE = "engine";
  private static final String DIRECTORY = "directory";
  private static final String SEPARATOR = "\n";

  static BuildRecord record(
      String container,
      String build,
      Instant begun,
      ContainerEngine engine,
      SharedDirectory shared) {
    return new BuildRecord(
        container,
        build,
        begun,
        Map.of(
            ENGINE, String.join(SEPARATOR, engine.command()), DIRECTORY, shared.path().toString()));
  }

  @Override
  public void remove(BuildRecord build, Remarks remarks) {
    SharedDirectory shared = new SharedDirectory(Path.of(build.fact(DIRECTORY)));
    List<String> command = List.of(build.fact(ENGINE).split(SEPARATOR));
    new ContainerEngine(command, surroundings).removeContainer(build.id());
    shared.close();
    journal.end(build.id());
  }
}

package io.snapfleet.bake.container;

import io.snapfleet.bake.run.BuildException;
import io.snapfleet.bake.template.Surroundings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the program that runs containers here: the one that the environment names, else podman,
 * else docker. Where control groups are of version 1, podman is told to use runc if that is there,
 * since its first choice, crun, may not work with them.
 */
public final class EngineSearch {
  static final String CHOICE = "SNAPFLEET_CONTAINER_ENGINE";
  private static final Path UNIFIED_GROUPS = Path.of("/sys/fs/cgroup/cgroup.controllers");

  private final Surroundings surroundings;
  private final boolean unifiedGroups;

  public EngineSearch(Surroundings surroundings) {
    this(surroundings, Files.exists(UNIFIED_GROUPS));
  }

  /**
   * @param unifiedGroups whether control groups are of version 2
   */
  EngineSearch(Surroundings surroundings, boolean unifiedGroups) {
    this.surroundings = surroundings;
    this.unifiedGroups = unifiedGroups;
  }

  /**
   * @throws BuildException where there is none
   */
  public ContainerEngine find() {
    return command()
        .map(command -> new ContainerEngine(command, surroundings))
        .orElseThrow(() -> new BuildException(complaint().orElse("")));
  }

  /** Why there is none, a clause; empty where there is one. */
  public Optional<String> complaint() {
    if (command().isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        "builder docker needs podman or docker: "
            + choice()
                .map(chosen -> CHOICE + " names " + chosen.getFirst() + ", which is not there")
                .orElse("install one, for example with apt-get install podman"));
  }

  private Optional<List<String>> command() {
    return choice()
        .map(chosen -> Optional.of(chosen).filter(words -> isThere(words.getFirst())))
        .orElseGet(this::usual);
  }

  private Optional<List<String>> choice() {
    return Optional.ofNullable(surroundings.environment().get(CHOICE))
        .map(String::strip)
        .filter(words -> !words.isEmpty())
        .map(words -> List.of(words.split("\\s+")));
  }

  private Optional<List<String>> usual() {
    if (isThere("podman")) {
      boolean runc = !unifiedGroups && isThere("runc");
      return Optional.of(runc ? List.of("podman", "--runtime", "runc") : List.of("podman"));
    }
    return isThere("docker") ? Optional.of(List.of("docker")) : Optional.empty();
  }

  private boolean isThere(String program) {
    if (program.contains("/")) {
      return Files.isExecutable(surroundings.directory().resolve(program));
    }
    return Stream.of(surroundings.environment().getOrDefault("PATH", "").split(":"))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, program))
        .anyMatch(Files::isExecutable);
  }
}

package io.snapfleet.bench.bake;

import io.snapfleet.bake.container.ContainerEngine;
import io.snapfleet.bake.container.EngineSearch;
import io.snapfleet.bake.template.Surroundings;
import io.snapfleet.bench.measure.BenchException;
import io.snapfleet.bench.measure.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The podman that both programs use: Snapfleet by a variable, packer as what it takes for docker.
 *
 * @param shims a directory with that, to be searched before others
 */
record Engine(List<String> command, Path shims) {
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** Podman with the options that Snapfleet gives it. */
  private static final String SHIM =
      """
      #!/bin/sh
      if [ "$1" = run ]; then shift; set -- run @OPTIONS@ "$@"; fi
      exec @PODMAN@ "$@"
      """;

  /** The one that Snapfleet finds here. */
  static Engine in(Path directory) {
    ContainerEngine found =
        new EngineSearch(
                new Surroundings(Instant.now(), UUID::randomUUID, directory, System.getenv()))
            .find();
    try {
      Path shims = Files.createDirectory(directory.resolve("bin"));
      Path docker = shims.resolve("docker");
      Files.writeString(
          docker,
          SHIM.replace("@OPTIONS@", String.join(" ", found.runOptions()))
              .replace("@PODMAN@", String.join(" ", found.command())));
      Files.setPosixFilePermissions(docker, PosixFilePermissions.fromString("rwxr-xr-x"));
      return new Engine(found.command(), shims);
    } catch (IOException refused) {
      throw new BenchException("a program named docker cannot be made: " + refused, refused);
    }
  }

  Map<String, String> environment() {
    return Map.of(
        "PATH",
        shims + ":" + System.getenv("PATH"),
        "SNAPFLEET_CONTAINER_ENGINE",
        String.join(" ", command),
        "CHECKPOINT_DISABLE",
        "1");
  }

  Program.Ended run(String... arguments) {
    List<String> words = new ArrayList<>(command);
    words.addAll(List.of(arguments));
    return Program.start(Map.of(), "", words).end(LIMIT);
  }

  /** The results of steps that Snapfleet keeps here. */
  Set<String> layers() {
    return run("images", "--format", "{{.Repository}}:{{.Tag}}")
        .output()
        .lines()
        .filter(name -> name.startsWith("localhost/snapfleet-layer:"))
        .collect(Collectors.toSet());
  }

  void removeLayersBut(Set<String> kept) {
    layers().stream().filter(name -> !kept.contains(name)).forEach(this::removeImage);
  }

  /** Whatever has this name goes. */
  void removeImage(String name) {
    run("rmi", "--force", "--ignore", name);
  }
}

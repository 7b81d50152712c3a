package io.snapfleet.bake.part;

import static org.assertj.core.api.Assertions.assertThat;

import io.snapfleet.bake.container.ContainerEngine;
import io.snapfleet.bake.container.EngineSearch;
import io.snapfleet.bake.local.Scratch;
import io.snapfleet.bake.template.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Images of this process's tests: a base made of a few programs of this computer, and whatever is
 * built under the same name. All of them go when it is closed.
 */
final class TestImages implements AutoCloseable {
  private static final String PROGRAMS =
      "cat chmod chown cp env id ls mkdir rm sleep touch wc stat sha256sum";
  private static final String MAKE =
      """
      set -e
      mkdir -m 1777 root/tmp; mkdir root/etc root/opt root/root
      echo 'root:x:0:0::/root:/bin/sh' > root/etc/passwd
      echo 'guest:x:1000:1000::/tmp:/bin/sh' >> root/etc/passwd
      printf 'root:x:0:\\nguest:x:1000:\\n' > root/etc/group
      files=/bin/sh; for one in %s; do files="$files $(command -v $one)"; done
      libraries=$(ldd $files | grep -o '/[^ :]*\\.so[^ :]*' | sort -u)
      for one in $files $libraries; do
        mkdir -p root$(dirname $one); cp -L $one root$one
      done
      [ -e root/bin/sh ] || { mkdir -p root/bin; cp -L /bin/sh root/bin/sh; }
      tar -C root -cf base.tar .
      """
          .formatted(PROGRAMS);

  private final String name =
      "localhost/snapfleet-test-" + UUID.randomUUID().toString().substring(0, 8);
  private final Scratch scratch = Scratch.make();
  private final Map<String, String> environment;
  private final ContainerEngine found;
  private final List<String> engine;

  /** Of the engine that is found here. */
  TestImages() throws IOException {
    this(System.getenv());
  }

  /** Of the engine that is found with this environment. */
  TestImages(Map<String, String> environment) throws IOException {
    this.environment = Map.copyOf(environment);
    found =
        new EngineSearch(
                new Surroundings(
                    Clock.systemUTC().instant(), UUID::randomUUID, Path.of("/"), environment))
            .find();
    engine = found.command();
    Path docker = scratch.file("docker");
    Files.writeString(
        docker,
        """
        #!/bin/sh
        if [ "$1" = run ]; then shift; set -- run %s "$@"; fi
        exec %s "$@"
        """
            .formatted(String.join(" ", found.runOptions()), String.join(" ", engine)));
    Files.setPosixFilePermissions(docker, PosixFilePermissions.fromString("rwxr-xr-x"));
    Files.createDirectory(scratch.file("root"));
    run(List.of("sh", "-c", MAKE));
    engine("import", "--change", "ENV GIVEN=base", scratch.file("base.tar").toString(), base());
  }

  String base() {
    return name + ":base";
  }

  /** What names of built images begin with. */
  String name() {
    return name;
  }

  /** An environment in which docker is what is used here. */
  Map<String, String> withDocker() {
    return Map.of("PATH", scratch.directory() + ":" + System.getenv("PATH"));
  }

  /** What the engine prints. */
  String engine(String... arguments) throws IOException {
    List<String> words = new ArrayList<>(engine);
    words.addAll(List.of(arguments));
    return run(words);
  }

  /** What a program of an image prints. */
  String output(String tag, String... program) throws IOException {
    List<String> words = new ArrayList<>(List.of("run", "--rm"));
    words.addAll(found.runOptions());
    words.addAll(List.of("--entrypoint", program[0], name + ":" + tag));
    words.addAll(List.of(program).subList(1, program.length));
    return engine(words.toArray(String[]::new));
  }

  /** Whether the user is logged in at a registry. */
  boolean knowsLogin(String registry) throws IOException, InterruptedException {
    List<String> words = new ArrayList<>(engine);
    words.addAll(List.of("login", "--get-login", registry));
    return new ProcessBuilder(words).start().waitFor() == 0;
  }

  /** The containers that were made from images of these names. */
  List<String> containers() throws IOException {
    return engine("ps", "--all", "--format", "{{.Image}} {{.Names}}")
        .lines()
        .filter(line -> line.startsWith(name))
        .toList();
  }

  /**
   * How an image is configured; variables are in no order, and sorted here. What docker writes down
   * of the container that was committed is left out.
   */
  JsonNode config(String tag) throws IOException {
    String inspected = engine("image", "inspect", name + ":" + tag);
    ObjectNode config =
        JsonMapper.shared().readTree(inspected).get(0).get("Config").deepCopy().asObject();
    List<JsonNode> variables =
        config.get("Env").valueStream().sorted(Comparator.comparing(JsonNode::asString)).toList();
    config.putArray("Env").addAll(variables);
    config.remove(List.of("Hostname", "Image"));
    return config;
  }

  /** Removes layers and committed images, as a home's records tell of them. */
  void removeKept(Path home) throws IOException {
    for (Path record : records(home)) {
      Properties kept = new Properties();
      try (var reader = Files.newBufferedReader(record)) {
        kept.load(reader);
      }
      remove(List.of(kept.getProperty("image")));
      Files.delete(record);
    }
  }

  /** Removes those of the images that are there. */
  void remove(List<String> images) throws IOException {
    for (String image : images) {
      if (!engine("images", "--quiet", "--filter", "reference=" + image).isEmpty()
          || engine("images", "--quiet", "--no-trunc").contains(image)) {
        engine("rmi", "--force", image);
      }
    }
  }

  private static List<Path> records(Path home) throws IOException {
    try (Stream<Path> files = Files.walk(home)) {
      return files
          .filter(Files::isRegularFile)
          .filter(
              file -> file.getParent().endsWith("layers") || file.getParent().endsWith("images"))
          .toList();
    }
  }

  private String run(List<String> words) throws IOException {
    ProcessBuilder program =
        new ProcessBuilder(words)
            .directory(scratch.directory().toFile())
            .redirectError(scratch.file("errors").toFile());
    program.environment().putAll(environment);
    Process process = program.start();
    try (var output = process.inputReader()) {
      String said = output.readAllAsString();
      assertThat(process.waitFor()).as(() -> String.join(" ", words) + ": " + errors()).isZero();
      return said;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(stopped);
    }
  }

  private String errors() {
    try {
      return Files.readString(scratch.file("errors"));
    } catch (IOException unreadable) {
      return unreadable.toString();
    }
  }

  @Override
  public void close() throws IOException {
    List<String> words = new ArrayList<>(List.of("rmi", "--force"));
    engine("images", "--format", "{{.ID}} {{.Repository}}:{{.Tag}}")
        .lines()
        .map(line -> line.split(" "))
        .filter(line -> line[1].startsWith(name))
        .forEach(line -> words.add(line[0]));
    engine(words.stream().distinct().toArray(String[]::new));
    scratch.close();
  }
}

package io.snapfleet.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds the program that starts containers and works here. Which one does depends on the control
 * groups the kernel offers and on the program's version, so each is tried with a container that
 * runs {@code true} and ends.
 */
final class ContainerRuntime {
  static final List<String> KNOWN = List.of("crun", "runc");

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Commands commands;
  private final Path scratch;

  /**
   * @param scratch a directory for the trial's own files
   */
  ContainerRuntime(Commands commands, Path scratch) {
    this.commands = commands;
    this.scratch = scratch;
  }

  Optional<String> findWorking() {
    return KNOWN.stream().filter(name -> complaint(name).isEmpty()).findFirst();
  }

  /** Why this runtime does not work here, or nothing when it does. */
  Optional<String> complaint(String runtime) {
    if (Executables.find(runtime).isEmpty()) {
      return Optional.of("is not installed");
    }
    String id = Ids.next("trial");
    Path bundle = scratch.resolve(id);
    try {
      Files.createDirectories(bundle);
      commands.require(runtime, "spec", "--bundle", bundle.toString());
      adapt(bundle.resolve("config.json"), id);
      Commands.Result result = commands.run(runtime, "run", "--bundle", bundle.toString(), id);
      return result.succeeded() ? Optional.empty() : Optional.of(result.reason());
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    } finally {
      commands.run(runtime, "delete", "--force", id);
      commands.run("rm", "-rf", bundle.toString());
    }
  }

  private static void adapt(Path file, String id) throws IOException {
    ObjectNode config = (ObjectNode) JSON.readTree(Files.readAllBytes(file));
    config.set("root", JSON.valueToTree(Map.of("path", "/", "readonly", true)));
    ObjectNode process = (ObjectNode) config.get("process");
    process.put("terminal", false);
    process.remove("rlimits");
    process.set("args", JSON.valueToTree(List.of("true")));
    ObjectNode linux = (ObjectNode) config.get("linux");
    linux.put("cgroupsPath", "/snapfleet-" + id);
    linux.set("resources", JSON.valueToTree(Map.of("pids", Map.of("limit", 64))));
    Files.write(file, JSON.writeValueAsBytes(config));
  }
}

package io.snapfleet.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Finds the program that starts containers and works here. Which one does depends on the control
 * groups the kernel offers and on the program's version: crun is first choice where they are of
 * version 2, and runc elsewhere, where crun does not start systemd. Each is tried with a container
 * that runs {@code true} and ends.
 */
final class ContainerRuntime {
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

  /** Those that can work on these control groups, best first. */
  static List<String> candidates(ControlGroups groups) {
    return groups.mode().equals("v2") ? List.of("crun", "runc") : List.of("runc");
  }

  Optional<String> findWorking(ControlGroups groups) {
    return candidates(groups).stream().filter(name -> complaint(name).isEmpty()).findFirst();
  }

  /** Why this runtime does not work here, or nothing when it does. */
  Optional<String> complaint(String runtime) {
    if (Executables.find(runtime).isEmpty()) {
      return Optional.of("is not installed");
    }
    String id = Ids.next("trial");
    Path bundle = scratch.resolve(id);
    try {
      makeRoot(bundle.resolve("rootfs"));
      commands.require(runtime, "spec", "--bundle", bundle.toString());
      adapt(bundle.resolve("config.json"), id);
      Commands.Result result = commands.run(runtime, "run", "--bundle", bundle.toString(), id);
      if (result.succeeded()) {
        return Optional.empty();
      }
      commands.run(runtime, "delete", "--force", id);
      return Optional.of(result.reason());
    } catch (IOException refused) {
      throw new UncheckedIOException(refused);
    } finally {
      commands.run("rm", "-rf", "--one-file-system", bundle.toString());
    }
  }

  /** A root directory that borrows this computer's programs. */
  private static void makeRoot(Path root) throws IOException {
    for (String directory : List.of("usr", "proc", "sys", "dev")) {
      Files.createDirectories(root.resolve(directory));
    }
    for (String link : List.of("bin", "lib", "lib64")) {
      Files.createSymbolicLink(root.resolve(link), Path.of("usr", link));
    }
  }

  private static void adapt(Path file, String id) throws IOException {
    ObjectNode config = (ObjectNode) JSON.readTree(Files.readAllBytes(file));
    config.set("root", JSON.valueToTree(Map.of("path", "rootfs", "readonly", false)));
    ObjectNode process = (ObjectNode) config.get("process");
    process.put("terminal", false);
    process.remove("rlimits");
    process.set("args", JSON.valueToTree(List.of("true")));
    ((ArrayNode) config.get("mounts")).add(JSON.valueToTree(programs()));
    ObjectNode linux = (ObjectNode) config.get("linux");
    linux.put("cgroupsPath", "/snapfleet-" + id);
    linux.set("resources", JSON.valueToTree(Map.of("pids", Map.of("limit", 64))));
    Files.write(file, JSON.writeValueAsBytes(config));
  }

  private static Map<String, Object> programs() {
    return Map.of(
        "destination", "/usr",
        "type", "bind",
        "source", "/usr",
        "options", List.of("rbind", "ro"));
  }
}

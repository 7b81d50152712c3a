package io.snapfleet.bake.part;

import io.snapfleet.bake.component.ComponentType;
import io.snapfleet.bake.component.Family;
import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.container.DockerBuilder;
import io.snapfleet.bake.container.EngineSearch;
import io.snapfleet.bake.machine.MachineRefusals;
import io.snapfleet.bake.template.Build;
import io.snapfleet.bake.template.PostProcessorStep;
import io.snapfleet.bake.template.ProvisionerStep;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** What of a valid template is not run. */
final class Refusals {
  private static final Map<Family, List<String>> RUN =
      Map.of(
          Family.BUILDER, List.of("digitalocean", "docker", "file", "local", "null"),
          Family.PROVISIONER, List.of("ansible", "ansible-local", "file", "shell", "shell-local"),
          Family.POST_PROCESSOR,
              List.of(
                  "checksum",
                  "compress",
                  "docker-import",
                  "docker-tag",
                  "manifest",
                  "shell-local"));
  private static final Set<String> NEED_A_MACHINE =
      Set.of("ansible", "ansible-local", "file", "shell");
  private static final Set<String> NEED_AN_ENGINE = Set.of("docker", "docker-import", "docker-tag");

  private final EngineSearch engines;

  Refusals(EngineSearch engines) {
    this.engines = engines;
  }

  /** A clause for each reason; empty where the build can be run. */
  List<String> of(Build build) {
    return Stream.of(
            parts(build).map(Settings::type).distinct().flatMap(Refusals::unknown),
            parts(build).flatMap(Refusals::unsupported),
            withoutMachine(build),
            withoutLogin(build),
            withoutEngine(build))
        .flatMap(reasons -> reasons)
        .distinct()
        .toList();
  }

  private static Stream<String> withoutMachine(Build build) {
    boolean makesOne = !build.type().equals("file") && !build.type().equals("null");
    boolean reachesOne =
        !build.type().equals("file")
            && !(build.builder().type().keys().containsKey("communicator")
                && build.builder().requiredText("communicator").equals("none"));
    return steps(build)
        .map(settings -> settings.type().name())
        .filter(name -> !reachesOne && NEED_A_MACHINE.contains(name))
        .map(
            name ->
                "provisioner %s needs a machine, and builder %s %s none: use shell-local"
                    .formatted(name, build.type(), makesOne ? "reaches" : "makes"));
  }

  private static Stream<String> withoutLogin(Build build) {
    return build.type().equals("docker")
            && steps(build).anyMatch(settings -> settings.type().name().equals("ansible"))
        ? Stream.of(
            "provisioner ansible needs a machine that is reached over SSH, which a container is not:"
                + " use ansible-local")
        : Stream.empty();
  }

  private Stream<String> withoutEngine(Build build) {
    boolean needed =
        parts(build).map(settings -> settings.type().name()).anyMatch(NEED_AN_ENGINE::contains);
    return needed ? engines.complaint().stream() : Stream.empty();
  }

  private static Stream<Settings> parts(Build build) {
    return Stream.of(
            Stream.of(build.builder()),
            steps(build),
            build.postProcessors().stream()
                .flatMap(sequence -> sequence.steps().stream())
                .map(PostProcessorStep::settings))
        .flatMap(settings -> settings);
  }

  private static Stream<Settings> steps(Build build) {
    return Stream.concat(build.provisioners().stream(), build.cleanup().stream())
        .map(ProvisionerStep::settings);
  }

  private static Stream<String> unknown(ComponentType type) {
    List<String> run = Objects.requireNonNull(RUN.get(type.family()), "every family has some");
    String named = type.family().word() + " " + type.name() + " is checked, and not run yet: ";
    return run.contains(type.name())
        ? Stream.empty()
        : Stream.of(named + "those that are run are " + String.join(", ", run));
  }

  private static Stream<String> unsupported(Settings settings) {
    return switch (settings.type().family().word() + " " + settings.type().name()) {
      case "builder docker" -> DockerBuilder.refusals(settings);
      case "builder digitalocean", "builder local", "builder null" -> MachineRefusals.of(settings);
      case "provisioner file" -> patterns(settings);
      case "post-processor compress" -> compressing(settings);
      default -> Stream.empty();
    };
  }

  private static Stream<String> patterns(Settings settings) {
    return FileTransfer.patterns(settings).stream()
        .map(
            source ->
                "provisioner file downloads files and directories, not patterns such as "
                    + source
                    + ": name the directory, with a slash at its end");
  }

  private static Stream<String> compressing(Settings settings) {
    String output = settings.requiredText("output");
    return Compression.of(output) == Compression.UNKNOWN
        ? Stream.of(Compress.refusal(output))
        : Stream.empty();
  }
}

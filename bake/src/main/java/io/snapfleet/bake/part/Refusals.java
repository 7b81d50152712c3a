package io.snapfleet.bake.part;

import io.snapfleet.bake.component.ComponentType;
import io.snapfleet.bake.component.Family;
import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.template.Build;
import io.snapfleet.bake.template.PostProcessorStep;
import io.snapfleet.bake.template.ProvisionerStep;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** What of a valid template is not run. */
final class Refusals {
  private static final Map<Family, List<String>> RUN =
      Map.of(
          Family.BUILDER, List.of("file", "null"),
          Family.PROVISIONER, List.of("shell-local"),
          Family.POST_PROCESSOR, List.of("checksum", "compress", "manifest", "shell-local"));

  private Refusals() {}

  /** A clause for each reason; empty where the build can be run. */
  static List<String> of(Build build) {
    return Stream.concat(
            parts(build).map(Settings::type).distinct().flatMap(Refusals::unknown),
            parts(build).flatMap(Refusals::unsupported))
        .toList();
  }

  private static Stream<Settings> parts(Build build) {
    return Stream.of(
            Stream.of(build.builder()),
            Stream.concat(build.provisioners().stream(), build.cleanup().stream())
                .map(ProvisionerStep::settings),
            build.postProcessors().stream()
                .flatMap(sequence -> sequence.steps().stream())
                .map(PostProcessorStep::settings))
        .flatMap(settings -> settings);
  }

  private static Stream<String> unknown(ComponentType type) {
    List<String> run = Objects.requireNonNull(RUN.get(type.family()), "every family has some");
    String named = type.family().word() + " " + type.name() + " is checked, and not run yet: ";
    return run.contains(type.name())
        ? Stream.empty()
        : Stream.of(named + "those that are run are " + String.join(", ", run));
  }

  private static Stream<String> unsupported(Settings settings) {
    return switch (settings.type().family()) {
      case BUILDER -> connecting(settings);
      case PROVISIONER -> Stream.empty();
      case POST_PROCESSOR -> compressing(settings);
    };
  }

  private static Stream<String> connecting(Settings settings) {
    boolean connects =
        settings.type().name().equals("null")
            && !settings.requiredText("communicator").equals("none");
    return connects
        ? Stream.of("builder null connects to no machine yet: give it communicator none")
        : Stream.empty();
  }

  private static Stream<String> compressing(Settings settings) {
    if (!settings.type().name().equals("compress")) {
      return Stream.empty();
    }
    String output = settings.requiredText("output");
    return Compression.of(output) == Compression.UNKNOWN
        ? Stream.of(Compress.refusal(output))
        : Stream.empty();
  }
}

package io.snapfleet.bake.part;

import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.run.Artifact;
import io.snapfleet.bake.run.BuildSite;
import io.snapfleet.bake.run.Builder;
import io.snapfleet.bake.run.Parts;
import io.snapfleet.bake.run.PostProcessor;
import io.snapfleet.bake.run.PostProcessor.Processed;
import io.snapfleet.bake.run.Provisioner;
import io.snapfleet.bake.template.Build;
import java.time.Clock;
import java.util.List;

/** The parts that need nothing but this computer. */
public final class BuiltInParts implements Parts {
  private final Clock clock;

  public BuiltInParts(Clock clock) {
    this.clock = clock;
  }

  @Override
  public List<String> refusals(Build build) {
    return Refusals.of(build);
  }

  @Override
  public Builder builder(Settings settings, BuildSite site) {
    return switch (settings.type().name()) {
      case "file" -> new FileBuilder(settings, site);
      case "null" -> BuiltInParts::nothing;
      default -> throw refused(settings);
    };
  }

  @Override
  public Provisioner provisioner(Settings settings, BuildSite site) {
    if (!settings.type().name().equals("shell-local")) {
      throw refused(settings);
    }
    return piece -> new ShellLocal(settings, site, text -> site.rendered(text, piece.facts())).run();
  }

  @Override
  public PostProcessor postProcessor(Settings settings, BuildSite site) {
    return switch (settings.type().name()) {
      case "manifest" -> new Manifest(settings, site, clock);
      case "checksum" -> new Checksum(settings, site);
      case "compress" -> new Compress(settings, site);
      case "shell-local" -> input -> shellLocal(settings, site, input);
      default -> throw refused(settings);
    };
  }

  private static NoPiece nothing() {
    return new NoPiece(
        "Null",
        new Artifact(
            "fnoeding.null",
            "Null",
            "Did not export anything. This is the null builder",
            List.of(),
            () -> {}),
        "");
  }

  private static Processed shellLocal(Settings settings, BuildSite site, Artifact input) {
    new ShellLocal(settings, site, text -> site.rendered(text, input.facts())).run();
    return new Processed(input, true, true);
  }

  private static IllegalStateException refused(Settings settings) {
    return new IllegalStateException(settings.type().name() + " was to be refused");
  }
}

package io.snapfleet.bake.layer;

import io.snapfleet.bake.run.BuildLines;
import io.snapfleet.bake.run.BuildSite;
import io.snapfleet.bake.run.Console;
import io.snapfleet.bake.run.RunId;
import io.snapfleet.bake.template.Surroundings;
import io.snapfleet.bake.template.Template;
import io.snapfleet.bake.template.TemplateFile;
import io.snapfleet.bake.template.TemplateInput;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The fingerprints of the steps of a template that is in a directory, and what is said of them. */
final class PrintedSteps implements Console {
  static final Fingerprint BASE = Fingerprint.begin().and("base");

  private final Path directory;
  private final Map<String, String> environment;
  private final List<String> lines = new ArrayList<>();

  PrintedSteps(Path directory, Map<String, String> environment) {
    this.directory = directory;
    this.environment = environment;
  }

  /** Of the one build of a template called {@code t.json}. */
  List<Fingerprint> of(String template) {
    Surroundings surroundings =
        new Surroundings(Instant.EPOCH, UUID::randomUUID, directory, environment);
    Template read =
        Template.of(
            TemplateFile.parse(template, directory.resolve("t.json")),
            TemplateInput.none(),
            surroundings);
    BuildSite site =
        new BuildSite(
            new RunId(UUID.randomUUID(), false, true),
            read.builds().getFirst(),
            surroundings,
            new BuildLines("docker", this, read.masking()));
    return StepInputs.results(BASE, new StepInputs(site).each());
  }

  List<String> lines() {
    return lines;
  }

  @Override
  public void line(Kind kind, String text) {
    lines.add(text);
  }

  @Override
  public void fact(String target, String type, String... values) {}
}

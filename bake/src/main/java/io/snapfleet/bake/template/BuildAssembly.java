package io.snapfleet.bake.template;

import io.snapfleet.bake.component.ComponentType;
import io.snapfleet.bake.component.Family;
import io.snapfleet.bake.component.Settings;
import io.snapfleet.bake.engine.Functions;
import io.snapfleet.bake.source.JsonValue.Mapping;
import io.snapfleet.bake.source.JsonValue.Text;
import io.snapfleet.provider.input.Quoted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Puts together one build: its builder, and the steps meant for it. */
final class BuildAssembly {
  private final Declared.Content content;
  private final TemplateInput input;
  private final ComponentReader reader;
  private final Functions functions;
  private final Map<String, Text> variables;
  private final RunTexts runTexts;
  private final List<Path> sources;

  BuildAssembly(
      Declared.Content content,
      TemplateInput input,
      ComponentReader reader,
      Functions functions,
      Map<String, Text> variables,
      RunTexts runTexts,
      List<Path> sources) {
    this.content = content;
    this.input = input;
    this.reader = reader;
    this.functions = functions;
    this.variables = variables;
    this.runTexts = runTexts;
    this.sources = sources;
  }

  /** Empty where something is wrong with it, which has been reported, all of it. */
  Optional<Build> build(Declared.Builder builder, String name) {
    Optional<ComponentType> type = reader.type(Family.BUILDER, builder.type(), builder.path());
    LateText texts =
        new LateText(
            functions,
            name,
            builder.type().value(),
            type.map(ComponentType::knows).orElse(List.of()),
            type.map(ComponentType::names).orElse(null));
    checkVariables(texts);
    Optional<Settings> settings =
        type.flatMap(
            known ->
                reader.settings(
                    known,
                    builder.settings(),
                    none(builder),
                    builder.path(),
                    texts,
                    texts::ofBuilder));
    String rawName = builder.name().value();
    List<ProvisionerStep> provisioners = provisioners(rawName, texts);
    Optional<ProvisionerStep> cleanup =
        content.cleanup().flatMap(step -> provisioner(step, rawName, texts));
    List<PostProcessorSequence> postProcessors = postProcessors(rawName, texts);
    return settings.map(
        sound ->
            new Build(
                name, sound, provisioners, cleanup, postProcessors, texts, runTexts, sources));
  }

  /** To Packer the values of variables are settings of a builder, which are rendered. */
  private void checkVariables(LateText texts) {
    variables.forEach(
        (name, value) -> reader.rendered(value, "variables." + Quoted.key(name), texts::ofBuilder));
  }

  private static Mapping none(Declared.Builder builder) {
    return new Mapping(Map.of(), Map.of(), builder.settings().position());
  }

  private List<ProvisionerStep> provisioners(String builder, LateText texts) {
    List<ProvisionerStep> steps = new ArrayList<>();
    content.provisioners().stream()
        .filter(step -> step.selection().takes(builder))
        .forEach(step -> provisioner(step, builder, texts).ifPresent(steps::add));
    return steps;
  }

  private Optional<ProvisionerStep> provisioner(
      Declared.Provisioner step, String builder, LateText texts) {
    Optional<ComponentType> type = reader.type(Family.PROVISIONER, step.type(), step.path());
    Mapping overrides =
        step.overrides()
            .get(builder)
            .filter(Mapping.class::isInstance)
            .map(Mapping.class::cast)
            .orElseGet(() -> new Mapping(Map.of(), Map.of(), step.settings().position()));
    Optional<Settings> settings =
        type.flatMap(
            known ->
                reader.settings(
                    known, step.settings(), overrides, step.path(), texts, texts::early));
    int retries =
        step.maxRetries()
            .flatMap(text -> reader.retries(text, step.path() + ".max_retries", texts::early))
            .orElse(0);
    return settings.map(
        sound -> new ProvisionerStep(sound, step.pauseBefore(), step.timeout(), retries));
  }

  private List<PostProcessorSequence> postProcessors(String builder, LateText texts) {
    List<PostProcessorSequence> sequences = new ArrayList<>();
    for (List<Declared.PostProcessor> declared : content.postProcessors()) {
      List<PostProcessorStep> steps = new ArrayList<>();
      declared.stream()
          .filter(step -> step.selection().takes(builder))
          .takeWhile(step -> !input.except().contains(step.name()))
          .forEach(step -> postProcessor(step, texts).ifPresent(steps::add));
      if (!steps.isEmpty()) {
        sequences.add(new PostProcessorSequence(steps));
      }
    }
    return sequences;
  }

  private Optional<PostProcessorStep> postProcessor(Declared.PostProcessor step, LateText texts) {
    Mapping none = new Mapping(Map.of(), Map.of(), step.settings().position());
    return reader
        .type(Family.POST_PROCESSOR, step.type(), step.path())
        .flatMap(
            type -> reader.settings(type, step.settings(), none, step.path(), texts, texts::early))
        .map(settings -> new PostProcessorStep(step.name(), settings, step.keepInputArtifact()));
  }
}

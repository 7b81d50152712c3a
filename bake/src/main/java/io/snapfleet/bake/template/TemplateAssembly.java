package io.snapfleet.bake.template;

import io.snapfleet.bake.component.Catalogue;
import io.snapfleet.bake.engine.Data;
import io.snapfleet.bake.engine.EngineException;
import io.snapfleet.bake.engine.FunctionException;
import io.snapfleet.bake.engine.Functions;
import io.snapfleet.bake.engine.GoTemplate;
import io.snapfleet.bake.engine.TemplateFunction;
import io.snapfleet.bake.source.JsonValue;
import io.snapfleet.bake.source.JsonValue.Mapping;
import io.snapfleet.bake.source.JsonValue.Text;
import io.snapfleet.bake.source.Position;
import io.snapfleet.bake.source.Problems;
import io.snapfleet.provider.input.NearestName;
import io.snapfleet.provider.input.Quoted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Joins one template with what the user gives. */
final class TemplateAssembly {
  private static final Pattern SECRET_NAME =
      Pattern.compile("pass|secret|token|credential|key", Pattern.CASE_INSENSITIVE);

  private final TemplateFile file;
  private final Declared.Content content;
  private final TemplateInput input;
  private final Surroundings surroundings;
  private final Catalogue catalogue;
  private final Problems problems;
  private final boolean buildersKnown;
  private final RunTexts runTexts = new RunTexts();

  TemplateAssembly(
      TemplateFile file, TemplateInput input, Surroundings surroundings, Catalogue catalogue) {
    this.file = file;
    this.content = file.content();
    this.input = input;
    this.surroundings = surroundings;
    this.catalogue = catalogue;
    this.problems = file.problems();
    this.buildersKnown = !problems.isAbout("builders");
  }

  Template template() {
    checkVersion();
    checkNames();
    VariableFiles given = VariableFiles.read(input, surroundings.directory());
    Functions common =
        Functions.builtIn()
            .with(new CommonFunctions(surroundings, file.path(), runTexts).all().toList())
            .with(withoutBuild());
    Map<String, String> variables = variables(given, common);
    List<String> sensitive = sensitive(variables);
    List<Build> builds = builds(common.with(ofComponents(variables)), places(variables));
    problems.throwIfAny(given.problems(), Masking.of(sensitive)::mask);
    Masking masking = Masking.of(withSettings(sensitive, builds));
    return new Template(file, builds, masking, harmless(variables, masking));
  }

  private static Map<String, String> harmless(Map<String, String> variables, Masking masking) {
    Map<String, String> harmless = new TreeMap<>(variables);
    harmless
        .entrySet()
        .removeIf(
            one ->
                SECRET_NAME.matcher(one.getKey()).find()
                    || !masking.mask(one.getValue()).equals(one.getValue()));
    return harmless;
  }

  private void checkVersion() {
    content
        .minimumVersion()
        .ifPresent(
            least ->
                Version.problem(least.value())
                    .ifPresent(
                        rule ->
                            problems.report(
                                least.position(),
                                "min_packer_version",
                                least.value(),
                                rule,
                                null)));
  }

  private Map<String, String> variables(VariableFiles given, Functions common) {
    Map<String, VariableValues.Source> sources = new TreeMap<>();
    for (Declared.Variable variable : content.variables()) {
      String path = "variables." + Quoted.key(variable.name());
      variable
          .value()
          .ifPresent(
              text ->
                  sources.put(variable.name(), new VariableValues.Source(text, path, problems)));
      if (variable.value().isEmpty() && !given.sources().containsKey(variable.name())) {
        problems.report(
            variable.written().position(),
            path,
            null,
            "required variable not set: " + variable.name(),
            "give it with -var '" + variable.name() + "=VALUE' or in a -var-file");
        sources.put(variable.name(), new VariableValues.Source(Text.of(""), path, problems));
      }
    }
    sources.putAll(given.sources());
    return new VariableValues(sources, common, surroundings.environment()).all();
  }

  /** The values, where the template declares their variables. */
  private Map<String, Text> places(Map<String, String> variables) {
    Map<String, Text> places = new TreeMap<>();
    variables.forEach((name, value) -> places.put(name, Text.of(value)));
    content
        .variables()
        .forEach(
            variable ->
                places.computeIfPresent(
                    variable.name(),
                    (_, value) -> new Text(value.value(), "", variable.written().position())));
    return places;
  }

  /** Also of variables that only a file or the command line has. */
  private List<String> sensitive(Map<String, String> variables) {
    return content.sensitive().stream().map(name -> variables.getOrDefault(name, "")).toList();
  }

  private static List<String> withSettings(List<String> sensitive, List<Build> builds) {
    Stream<String> secrets =
        builds.stream().flatMap(Build::settings).flatMap(settings -> settings.secrets().stream());
    return Stream.concat(sensitive.stream(), secrets).toList();
  }

  private static List<TemplateFunction> ofComponents(Map<String, String> variables) {
    return List.of(
        TemplateFunction.ofText("user", name -> variables.getOrDefault(name, "")),
        TemplateFunction.ofText(
            "env",
            name -> {
              throw new FunctionException(
                  "env works in variables alone: make a variable of it and call user here");
            }));
  }

  /** Steps may name only builders that there are; those that cannot be read may be meant. */
  private void checkNames() {
    if (buildersKnown && content.builders().isEmpty()) {
      problems.report(
          Position.NOWHERE, "builders", null, "at least one builder must be there", null);
    }
    content
        .provisioners()
        .forEach(
            step -> {
              checkSelection(step.selection(), step.path(), step.type());
              step.overrides().entries().keySet().forEach(name -> checkOverridden(step, name));
              checkOverrides(step);
            });
    content.cleanup().ifPresent(this::checkOverrides);
    content.postProcessors().stream()
        .flatMap(List::stream)
        .forEach(step -> checkSelection(step.selection(), step.path(), step.type()));
  }

  private void checkOverridden(Declared.Provisioner step, String builder) {
    checkBuilder(builder, step.path() + ".override", step.overrides().keyPosition(builder));
  }

  private void checkOverrides(Declared.Provisioner step) {
    for (Declared.Builder builder : content.builders()) {
      String name = builder.name().value();
      step.overrides()
          .get(name)
          .filter(one -> !(one instanceof Mapping || one instanceof JsonValue.Null))
          .ifPresent(
              one ->
                  problems.report(
                      one.position(),
                      step.path() + ".override." + Quoted.key(name),
                      null,
                      "must be an object, not " + one.kind(),
                      null));
    }
  }

  private void checkSelection(Selection selection, String path, Text place) {
    if (!selection.only().isEmpty() && !selection.except().isEmpty()) {
      problems.report(place.position(), path, null, "only one of only, except may be given", null);
      return;
    }
    selection.only().forEach(name -> checkBuilder(name, path + ".only", place.position()));
    selection.except().forEach(name -> checkBuilder(name, path + ".except", place.position()));
  }

  private void checkBuilder(String name, String path, Position position) {
    List<String> names =
        content.builders().stream().map(builder -> builder.name().value()).toList();
    if (buildersKnown && !names.contains(name)) {
      problems.report(
          position,
          path,
          name,
          "there is no builder " + Quoted.of(name),
          NearestName.of(name, names).map(near -> "did you mean '" + near + "'?").orElse(null));
    }
  }

  private List<Build> builds(Functions functions, Map<String, Text> variables) {
    ComponentReader reader = new ComponentReader(catalogue, surroundings, problems);
    Map<String, Supplier<Optional<Build>>> byName = new TreeMap<>();
    for (Declared.Builder builder : content.builders()) {
      name(builder, functions)
          .filter(this::isSelected)
          .ifPresent(
              name ->
                  byName.put(
                      name,
                      () ->
                          new BuildAssembly(
                                  content, input, reader, functions, variables, runTexts, sources())
                              .build(builder, name)));
    }
    List<Build> builds = new ArrayList<>();
    byName.values().forEach(build -> build.get().ifPresent(builds::add));
    return builds;
  }

  private List<Path> sources() {
    return Stream.concat(Stream.of(file.path()), input.variableFiles().stream())
        .map(surroundings.directory()::resolve)
        .toList();
  }

  private Optional<String> name(Declared.Builder builder, Functions functions) {
    Text name = builder.name();
    try {
      return Optional.of(GoTemplate.parse(name.value(), functions).render(Data.none()));
    } catch (EngineException e) {
      problems.report(
          name.at(e.offset()),
          builder.path() + ".name",
          name.value(),
          String.valueOf(e.getMessage()),
          null);
      return Optional.empty();
    }
  }

  /** What is known of a build is not known to variables, nor to the names of builders. */
  private static List<TemplateFunction> withoutBuild() {
    return Stream.of("build", "build_name", "build_type")
        .map(
            name ->
                TemplateFunction.of(
                    name,
                    () -> {
                      throw new FunctionException(name + " is not known yet");
                    }))
        .toList();
  }

  private boolean isSelected(String name) {
    return (input.only().isEmpty() || input.only().contains(name))
        && !input.except().contains(name);
  }
}

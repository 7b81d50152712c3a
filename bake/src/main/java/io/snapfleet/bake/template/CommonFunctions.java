package io.snapfleet.bake.template;

import io.snapfleet.bake.component.ComponentType.NameRules;
import io.snapfleet.bake.engine.FunctionException;
import io.snapfleet.bake.engine.GoLayout;
import io.snapfleet.bake.engine.GoText;
import io.snapfleet.bake.engine.TemplateFunction;
import io.snapfleet.bake.engine.TemplateFunction.Body;
import io.snapfleet.bake.engine.TemplateFunction.Parameter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The functions that do not depend on where in a template they are called. */
final class CommonFunctions {
  private static final List<Parameter> TEXT = List.of(Parameter.TEXT);

  private final Surroundings surroundings;
  private final Path template;
  private final RunTexts runTexts;

  /**
   * @param template the path of its file
   * @param runTexts told what is another text in each run
   */
  CommonFunctions(Surroundings surroundings, Path template, RunTexts runTexts) {
    this.surroundings = surroundings;
    this.template = template;
    this.runTexts = runTexts;
  }

  Stream<TemplateFunction> all() {
    return Stream.of(times(), texts(), places(), elsewhere()).flatMap(functions -> functions);
  }

  private Stream<TemplateFunction> times() {
    return Stream.of(
        new TemplateFunction("isotime", TEXT, 1, false, this::isotime),
        TemplateFunction.ofText(
            "strftime", format -> runTexts.note(GoText.strftime(surroundings.started(), format))),
        TemplateFunction.of(
            "timestamp",
            () -> runTexts.note(Long.toString(surroundings.started().getEpochSecond()))));
  }

  private Object isotime(List<Object> given) {
    String layout = given.isEmpty() ? "2006-01-02T15:04:05Z07:00" : (String) given.getFirst();
    return runTexts.note(GoLayout.format(surroundings.started(), layout));
  }

  private static Stream<TemplateFunction> texts() {
    return Stream.of(
        TemplateFunction.ofText("upper", GoText::upper),
        TemplateFunction.ofText("lower", GoText::lower),
        new TemplateFunction(
            "replace",
            List.of(Parameter.TEXT, Parameter.TEXT, Parameter.NUMBER, Parameter.TEXT),
            0,
            false,
            given ->
                GoText.replace(
                    (String) given.get(3),
                    (String) given.get(0),
                    (String) given.get(1),
                    (Long) given.get(2))),
        new TemplateFunction(
            "replace_all",
            List.of(Parameter.TEXT, Parameter.TEXT, Parameter.TEXT),
            0,
            false,
            given ->
                GoText.replace(
                    (String) given.get(2), (String) given.get(0), (String) given.get(1), -1)),
        new TemplateFunction(
            "split",
            List.of(Parameter.TEXT, Parameter.TEXT, Parameter.NUMBER),
            0,
            false,
            given ->
                GoText.split((String) given.get(0), (String) given.get(1), (Long) given.get(2))));
  }

  private Stream<TemplateFunction> places() {
    Path directory = surroundings.directory();
    Path file = directory.resolve(template).normalize();
    return Stream.of(
        TemplateFunction.of("pwd", directory::toString),
        TemplateFunction.of("template_dir", () -> String.valueOf(file.getParent())),
        TemplateFunction.of("uuid", () -> runTexts.note(surroundings.uuids().get().toString())),
        TemplateFunction.of("packer_version", () -> Template.COMPATIBLE_WITH));
  }

  /** Functions that are known and refused. */
  private static Stream<TemplateFunction> elsewhere() {
    return Stream.of(
        refused(
            "consul_key",
            "consul_key is not supported: give the value with -var or take it from env"),
        refused("vault", "vault is not supported: give the value with -var or take it from env"),
        refused(
            "aws_secretsmanager",
            "aws_secretsmanager is not supported: give the value with -var or take it from env"),
        refused(
            "sed",
            "template function `sed` is deprecated use `replace` or `replace_all` instead."
                + " Documentation: https://www.packer.io/docs/templates/engine"));
  }

  private static TemplateFunction refused(String name, String why) {
    Body refusal =
        given -> {
          throw new FunctionException(why);
        };
    return new TemplateFunction(name, TEXT, 0, true, refusal);
  }

  /** What a cloud's own name cleaning is called, and does. */
  static TemplateFunction nameCleaning(NameRules rules) {
    return TemplateFunction.ofText(
        "clean_resource_name",
        name ->
            switch (rules) {
              case AMAZON -> name.replaceAll("[^A-Za-z0-9()\\[\\] ./'@_-]", "-");
              case AZURE -> name.replaceAll("[^A-Za-z0-9._-]", "-").replaceAll("[-_.]+$", "");
              case GOOGLE -> GoText.lower(name).replaceAll("[^a-z0-9-]", "-");
            });
  }
}

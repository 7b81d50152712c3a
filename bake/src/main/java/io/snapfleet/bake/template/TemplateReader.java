package io.snapfleet.bake.template;

import io.snapfleet.bake.source.JsonValue;
import io.snapfleet.bake.source.JsonValue.Mapping;
import io.snapfleet.bake.source.JsonValue.Sequence;
import io.snapfleet.bake.source.JsonValue.Text;
import io.snapfleet.bake.source.Position;
import io.snapfleet.bake.source.Problems;
import io.snapfleet.provider.input.NearestName;
import io.snapfleet.provider.input.Quoted;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads the shape of a template. What is wrong is reported, and left out of the result. */
final class TemplateReader {
  private static final List<String> KEYS =
      List.of(
          "min_packer_version",
          "description",
          "builders",
          "push",
          "post-processors",
          "provisioners",
          "error-cleanup-provisioner",
          "variables",
          "sensitive-variables",
          "comments");
  private static final List<String> STEP_KEYS =
      List.of("type", "only", "except", "override", "pause_before", "timeout", "max_retries");
  private static final List<String> POST_PROCESSOR_KEYS =
      List.of("type", "name", "only", "except", "keep_input_artifact");

  private final Problems problems;

  TemplateReader(Problems problems) {
    this.problems = problems;
  }

  Declared.Content read(JsonValue root) {
    if (!(root instanceof Mapping written)) {
      problems.report(root.position(), "", null, "must be an object, not " + root.kind(), null);
      throw problems.exception();
    }
    Mapping top = inSmallLetters(written);
    top.entries().forEach((key, value) -> checkKey(top, key, value));
    Fields fields = new Fields(top, "", problems);
    fields.mapping("push");
    checkComments(fields.list("comments"));
    return new Declared.Content(
        fields.text("description").map(Text::value),
        fields.filledText("min_packer_version"),
        variables(fields.mapping("variables")),
        fields.texts("sensitive-variables").stream().map(Text::value).toList(),
        builders(fields.list("builders")),
        provisioners(fields.list("provisioners")),
        cleanup(top, fields),
        postProcessors(fields.list("post-processors")));
  }

  /** Packer does not care about the case of the keys at the top. */
  private static Mapping inSmallLetters(Mapping written) {
    Map<String, JsonValue> entries = new LinkedHashMap<>();
    Map<String, Position> keys = new HashMap<>();
    written
        .entries()
        .forEach(
            (key, value) -> {
              String lower = key.toLowerCase(Locale.ROOT);
              boolean meant = KEYS.contains(lower) && !written.entries().containsKey(lower);
              entries.put(meant ? lower : key, value);
              keys.put(meant ? lower : key, written.keyPosition(key));
            });
    return new Mapping(entries, keys, written.position());
  }

  private void checkKey(Mapping top, String key, JsonValue value) {
    if (key.startsWith("_")) {
      if (!(value instanceof Text)) {
        problems.report(
            value.position(),
            Quoted.key(key),
            null,
            "is a comment by its name, and must be a text, not " + value.kind(),
            null);
      }
    } else if (!KEYS.contains(key)) {
      problems.report(
          top.keyPosition(key),
          Quoted.key(key),
          key,
          "unknown key " + Quoted.of(key),
          NearestName.of(key, KEYS).map(known -> "did you mean '" + known + "'?").orElse(null));
    }
  }

  private void checkComments(List<JsonValue> comments) {
    for (int i = 0; i < comments.size(); i++) {
      String path = "comments[" + i + "]";
      if (!(comments.get(i) instanceof JsonValue.Null)) {
        component(comments.get(i), path)
            .ifPresent(
                comment -> {
                  Fields texts = new Fields(comment, path, problems);
                  comment.entries().keySet().forEach(texts::text);
                });
      }
    }
  }

  private List<Declared.Variable> variables(Mapping all) {
    List<Declared.Variable> variables = new ArrayList<>();
    all.entries()
        .forEach(
            (name, value) -> {
              switch (value) {
                case JsonValue.Null none ->
                    variables.add(new Declared.Variable(name, Optional.empty(), none));
                case Text text ->
                    variables.add(new Declared.Variable(name, Optional.of(text), text));
                default -> {
                  problems.report(
                      value.position(),
                      "variables." + Quoted.key(name),
                      null,
                      "must be a text or null, not " + value.kind(),
                      "put it in quotes");
                  // Nothing is told of its users that is not so once it is in quotes.
                  value
                      .asText()
                      .ifPresent(
                          text ->
                              variables.add(new Declared.Variable(name, Optional.of(text), value)));
                }
              }
            });
    return variables;
  }

  private List<Declared.Builder> builders(List<JsonValue> all) {
    List<Declared.Builder> builders = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      String path = "builders[" + i + "]";
      component(all.get(i), path)
          .flatMap(one -> builder(one, path))
          .ifPresent(builder -> addUnlessTaken(builder, builders));
    }
    return builders;
  }

  private Optional<Declared.Builder> builder(Mapping one, String path) {
    Fields fields = new Fields(one, path, problems);
    Optional<Text> type = fields.requiredText("type");
    Optional<Text> name = fields.looseText("name").filter(text -> !text.value().isEmpty());
    return type.map(
        text ->
            new Declared.Builder(
                name.orElse(text), text, one.without(List.of("name", "type")), path));
  }

  private void addUnlessTaken(Declared.Builder builder, List<Declared.Builder> builders) {
    String name = builder.name().value();
    if (builders.stream().anyMatch(other -> other.name().value().equals(name))) {
      problems.report(
          builder.name().position(),
          builder.path(),
          name,
          "there is a builder of the name " + Quoted.of(name) + " already",
          "give it a name of its own with \"name\"");
    } else {
      builders.add(builder);
    }
  }

  private List<Declared.Provisioner> provisioners(List<JsonValue> all) {
    List<Declared.Provisioner> provisioners = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      String path = "provisioners[" + i + "]";
      component(all.get(i), path)
          .flatMap(one -> provisioner(one, path))
          .ifPresent(provisioners::add);
    }
    return provisioners;
  }

  private Optional<Declared.Provisioner> cleanup(Mapping top, Fields fields) {
    String key = "error-cleanup-provisioner";
    return top.get(key).filter(given -> !(given instanceof JsonValue.Null)).isPresent()
        ? provisioner(fields.mapping(key), key)
        : Optional.empty();
  }

  private Optional<Declared.Provisioner> provisioner(Mapping one, String path) {
    Fields fields = new Fields(one, path, problems);
    return fields
        .requiredText("type")
        .map(
            type ->
                new Declared.Provisioner(
                    type,
                    selection(fields),
                    fields.joinedMapping("override"),
                    fields.duration("pause_before").orElse(Duration.ZERO),
                    fields.duration("timeout").filter(timeout -> !timeout.isZero()),
                    fields.looseText("max_retries").filter(text -> !text.value().isEmpty()),
                    one.without(STEP_KEYS),
                    path));
  }

  private List<List<Declared.PostProcessor>> postProcessors(List<JsonValue> all) {
    List<List<Declared.PostProcessor>> sequences = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      String path = "post-processors[" + i + "]";
      sequences.add(
          all.get(i) instanceof Sequence sequence
              ? sequence(sequence, path)
              : postProcessor(all.get(i), path).stream().toList());
    }
    return sequences;
  }

  private List<Declared.PostProcessor> sequence(Sequence all, String path) {
    List<Declared.PostProcessor> steps = new ArrayList<>();
    for (int i = 0; i < all.values().size(); i++) {
      postProcessor(all.values().get(i), path + "[" + i + "]").ifPresent(steps::add);
    }
    return steps;
  }

  /** An object, or its type alone. */
  private Optional<Declared.PostProcessor> postProcessor(JsonValue value, String path) {
    if (value instanceof Text type) {
      Mapping alone =
          new Mapping(Map.of("type", type), Map.of("type", type.position()), type.position());
      return postProcessor(alone, path);
    }
    return component(value, path).flatMap(one -> postProcessor(one, path));
  }

  private Optional<Declared.PostProcessor> postProcessor(Mapping one, String path) {
    Fields fields = new Fields(one, path, problems);
    Optional<Text> name = fields.filledText("name");
    return fields
        .requiredText("type")
        .map(
            type ->
                new Declared.PostProcessor(
                    name.orElse(type).value(),
                    type,
                    new Selection(texts(fields, "only"), texts(fields, "except")),
                    fields.flag("keep_input_artifact"),
                    one.without(POST_PROCESSOR_KEYS),
                    path));
  }

  private Optional<Mapping> component(JsonValue value, String path) {
    if (value instanceof Mapping mapping) {
      return Optional.of(mapping);
    }
    problems.report(value.position(), path, null, "must be an object, not " + value.kind(), null);
    return Optional.empty();
  }

  private static List<String> texts(Fields fields, String key) {
    return fields.texts(key).stream().map(Text::value).toList();
  }

  private static Selection selection(Fields fields) {
    return new Selection(
        fields.looseTexts("only").stream().map(Text::value).toList(),
        fields.looseTexts("except").stream().map(Text::value).toList());
  }
}

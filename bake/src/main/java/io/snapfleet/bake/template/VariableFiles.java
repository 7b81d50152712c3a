package io.snapfleet.bake.template;

import io.snapfleet.bake.source.JsonText;
import io.snapfleet.bake.source.JsonValue;
import io.snapfleet.bake.source.JsonValue.Mapping;
import io.snapfleet.bake.source.JsonValue.Text;
import io.snapfleet.bake.source.Problems;
import io.snapfleet.provider.input.Quoted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Values for variables that users give: in files, and on the command line. */
final class VariableFiles {
  private final List<Problems> problems = new ArrayList<>();
  private final Map<String, VariableValues.Source> sources = new TreeMap<>();

  /** Later files win over earlier ones, and assignments over files. */
  static VariableFiles read(TemplateInput input, Path directory) {
    VariableFiles files = new VariableFiles();
    input.variableFiles().forEach(file -> files.add(directory.resolve(file), file.toString()));
    input.assignments().forEach(files::assign);
    return files;
  }

  Map<String, VariableValues.Source> sources() {
    return sources;
  }

  /** What is wrong, by file. */
  List<Problems> problems() {
    return problems;
  }

  private void add(Path file, String name) {
    Problems ofFile = new Problems(name);
    problems.add(ofFile);
    JsonValue root = JsonText.parse(TemplateFile.text(file), ofFile);
    if (root instanceof Mapping values) {
      values.entries().forEach((key, value) -> put(key, value, ofFile));
    } else {
      ofFile.report(
          root.position(), "", null, "must be an object of values, not " + root.kind(), null);
    }
  }

  private void assign(String key, String value) {
    Problems ofOption = new Problems("-var " + Quoted.plain(key));
    problems.add(ofOption);
    sources.put(key, new VariableValues.Source(Text.of(value), "", ofOption));
  }

  /** To Packer {@code null} in a file is an empty text, whatever was given before. */
  private void put(String key, JsonValue value, Problems ofFile) {
    Optional<Text> text =
        value instanceof JsonValue.Null none
            ? Optional.of(new Text("", "", none.position()))
            : value.asText();
    if (text.isPresent()) {
      sources.put(key, new VariableValues.Source(text.get(), Quoted.key(key), ofFile));
    } else {
      ofFile.report(
          value.position(),
          Quoted.key(key),
          null,
          "must be a text, a number, true or false, not " + value.kind(),
          null);
    }
  }
}

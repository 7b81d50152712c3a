package io.snapfleet.bake.source;

import io.snapfleet.provider.input.Quoted;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.core.json.JsonFactory;

/** Strict JSON as a tree of values that know their places. */
public final class JsonText {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final String text;
  private final Problems problems;
  private final JsonParser parser;

  private JsonText(String text, Problems problems) {
    this.text = text;
    this.problems = problems;
    this.parser = FACTORY.createParser(ObjectReadContext.empty(), text);
  }

  /**
   * The one value that the text is. A key that is given twice is a problem, and its last value
   * counts.
   *
   * @throws InvalidTemplateException where it is not JSON, or deeper or longer than is read
   */
  public static JsonValue parse(String text, Problems problems) {
    JsonText json = new JsonText(text, problems);
    try (json.parser) {
      return json.document();
    } catch (StreamReadException notJson) {
      json.refuse(notJson);
      throw problems.exception();
    } catch (StreamConstraintsException tooMuch) {
      json.refuse(tooMuch);
      throw problems.exception();
    }
  }

  private JsonValue document() {
    JsonToken first = parser.nextToken();
    if (first == null) {
      problems.report(new Position(1, 1), "", null, "is empty: not JSON", null);
      problems.throwIfAny();
    }
    JsonValue value = value("");
    if (parser.nextToken() != null) {
      problems.report(position(), "", null, "is not JSON: there is more after its end", null);
      problems.throwIfAny();
    }
    return value;
  }

  private JsonValue value(String path) {
    Position position = position();
    return switch (parser.currentToken()) {
      case VALUE_STRING -> string(position);
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(path, position);
      case VALUE_TRUE -> new JsonValue.Flag(true, position);
      case VALUE_FALSE -> new JsonValue.Flag(false, position);
      case VALUE_NULL -> new JsonValue.Null(position);
      case START_ARRAY -> sequence(path, position);
      case START_OBJECT -> mapping(path, position);
      default -> throw new IllegalStateException("no value begins with " + parser.currentToken());
    };
  }

  private JsonValue string(Position position) {
    int quote = (int) parser.currentTokenLocation().getCharOffset();
    return new JsonValue.Text(parser.getString(), raw(quote + 1), position);
  }

  private String raw(int start) {
    int end = start;
    while (end < text.length() && text.charAt(end) != '"') {
      end += text.charAt(end) == '\\' ? 2 : 1;
    }
    return text.substring(start, Math.min(end, text.length()));
  }

  private JsonValue number(String path, Position position) {
    double number = parser.getDoubleValue();
    if (Double.isInfinite(number)) {
      problems.report(position, path, null, "is a number that is too large", null);
      number = 0;
    }
    return new JsonValue.Numeral(BigDecimal.valueOf(number), position);
  }

  private JsonValue sequence(String path, Position position) {
    List<JsonValue> values = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      values.add(value(path + "[" + values.size() + "]"));
    }
    return new JsonValue.Sequence(values, position);
  }

  private JsonValue mapping(String path, Position position) {
    Map<String, JsonValue> entries = new LinkedHashMap<>();
    Map<String, Position> keys = new HashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String key = parser.currentName();
      String inner = (path.isEmpty() ? "" : path + ".") + Quoted.key(key);
      if (keys.put(key, position()) != null) {
        String rule = "key " + Quoted.of(key) + " is given twice";
        problems.report(position(), inner, key, rule, "remove one of them");
      }
      parser.nextToken();
      entries.put(key, value(inner));
    }
    return new JsonValue.Mapping(entries, keys, position);
  }

  private Position position() {
    return position(parser.currentTokenLocation());
  }

  private static Position position(TokenStreamLocation location) {
    return new Position(location.getLineNr(), location.getColumnNr());
  }

  private void refuse(StreamReadException notJson) {
    Position comment = comment(notJson);
    if (comment != null) {
      problems.report(
          comment,
          "",
          null,
          "is not JSON: comments are not allowed",
          "write it as the text of a key at the top that begins with '_'");
      return;
    }
    String sentence = firstSentence(notJson.getOriginalMessage());
    String rule =
        notJson instanceof UnexpectedEndOfInputException
            ? "is not JSON: it ends too early"
            : "is not JSON: " + Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    problems.report(position(notJson.getLocation()), "", null, rule, null);
  }

  /** Nothing that a person wrote is so deep or so long. */
  private void refuse(StreamConstraintsException tooMuch) {
    String sentence = firstSentence(tooMuch.getOriginalMessage().replaceAll(", from `.*?`", ""));
    problems.report(
        position(parser.currentLocation()),
        "",
        null,
        "is too much to read: " + Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1),
        null);
  }

  /** Where a comment begins, if that is what has been stumbled over. */
  private @Nullable Position comment(StreamReadException notJson) {
    int offset = (int) notJson.getLocation().getCharOffset();
    for (int start = offset; start >= Math.max(0, offset - 1); start--) {
      if (text.startsWith("//", start) || text.startsWith("/*", start)) {
        return position(notJson.getLocation()).plus(start - offset);
      }
    }
    return null;
  }

  /** Without what Jackson says about its own settings. */
  private static String firstSentence(String message) {
    String plain = message.replaceAll("(?s)[:;] (expected|maybe|was expecting).*", "");
    return plain.lines().findFirst().filter(line -> !line.isBlank()).orElse("Unreadable");
  }
}

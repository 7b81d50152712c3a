package io.snapfleet.remote;

import io.snapfleet.remote.secret.Secret;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What bash gets on standard input for a script: one line that sets the variables and opens a
 * group, the script, and the group's end. The script begins on that first line, so that the line
 * numbers in bash's messages are the script's own.
 */
final class ScriptText {
  private static final Pattern NAME = Pattern.compile("[A-Z_][A-Z0-9_]*");

  private ScriptText() {}

  /**
   * The command that takes the text. It reads everything before it runs anything, so that a
   * connection that breaks on the way runs nothing, and {@code eval} parses the group as a whole;
   * bash itself would read its input byte by byte. The limit is kept over there, because a machine
   * goes on with a script whose connection has ended.
   */
  static String command(Duration limit) {
    long millis = Math.max(1, limit.toMillis());
    return "exec timeout -k 1 %d.%03d bash -c 'eval \"$(cat)\" </dev/null' 2>&1"
        .formatted(millis / 1000, millis % 1000);
  }

  /** The command that takes the text's length on a line, the text, and then the script's input. */
  static String pipeCommand(Duration limit) {
    long millis = Math.max(1, limit.toMillis());
    return "exec timeout -k 1 %d.%03d bash -c 'read -r length && eval \"$(head -c \"$length\")\"'"
        .formatted(millis / 1000, millis % 1000);
  }

  /** What stands before the script's input. */
  static byte[] encodeForPipe(Script script) {
    byte[] text = encode(script);
    byte[] length = (text.length + "\n").getBytes(StandardCharsets.US_ASCII);
    byte[] all = Arrays.copyOf(length, length.length + text.length);
    System.arraycopy(text, 0, all, length.length, text.length);
    return all;
  }

  static byte[] encode(Script script) {
    StringBuilder text = new StringBuilder();
    variables(script).forEach((name, value) -> append(script, text, name, value));
    // The blank line ends a last line that closes with a backslash.
    text.append("{ true; ").append(script.text()).append("\n\n}\n");
    return bytes(script, text);
  }

  private static Map<String, String> variables(Script script) {
    Map<String, String> all = new TreeMap<>(script.variables());
    for (Map.Entry<String, Secret> secret : script.secrets().entrySet()) {
      if (all.put(secret.getKey(), secret.getValue().reveal()) != null) {
        throw new RemoteException(
            "script \"%s\" has %s both as a variable and as a secret"
                .formatted(script.name(), secret.getKey()));
      }
    }
    return all;
  }

  private static void append(Script script, StringBuilder text, String name, String value) {
    if (!NAME.matcher(name).matches()) {
      throw new RemoteException(
          "script \"%s\": \"%s\" cannot be a variable's name (A-Z, 0-9 and _ can)"
              .formatted(script.name(), name));
    }
    if (value.indexOf('\0') >= 0) {
      throw new RemoteException(
          "script \"%s\": the value of %s contains a NUL character, which no shell can hold"
              .formatted(script.name(), name));
    }
    text.append(name).append('=').append(quote(value)).append("; ");
  }

  /** One shell word on one line that means exactly this text. */
  static String quote(String value) {
    return "'" + value.replace("'", "'\\''").replace("\n", "'$'\\n''") + "'";
  }

  private static byte[] bytes(Script script, CharSequence text) {
    try {
      ByteBuffer encoded = StandardCharsets.UTF_8.newEncoder().encode(CharBuffer.wrap(text));
      byte[] bytes = new byte[encoded.remaining()];
      encoded.get(bytes);
      return bytes;
    } catch (CharacterCodingException e) {
      throw new RemoteException(
          "script \"%s\": its text or a value is not valid Unicode".formatted(script.name()), e);
    }
  }
}

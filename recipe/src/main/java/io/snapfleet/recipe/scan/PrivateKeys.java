package io.snapfleet.recipe.scan;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells private keys by what is in a file, whatever its name. A line that begins a key is enough
 * where the file begins with it; elsewhere a key has to follow, for programs that read keys and
 * texts about them have such lines too.
 */
final class PrivateKeys {
  private static final String KEY = "a private key";
  private static final Pattern BEGIN =
      Pattern.compile(
          "----[- ]BEGIN (?:[A-Z0-9]+ ){0,4}(?:PRIVATE KEY(?: BLOCK)?|OpenVPN Static key V1)[ -]----");
  private static final Pattern ONE_LINE =
      Pattern.compile("AGE-SECRET-KEY-1[0-9A-Z]{58}|(?m:^PrivateKey[ \\t]*=[ \\t]*[\\w+/]{43}=)");
  private static final int HEADER_LENGTH = 300;
  private static final Pattern HEADER =
      Pattern.compile("(?:\\s|\\\\[nr])*[A-Za-z][A-Za-z-]*: [^\\n\\\\]*(?:\\n|\\\\n)");
  private static final String PUTTY = "PuTTY-User-Key-File-";
  private static final String AROUND = " \t\r\n\\\"'+,|>*#";

  /** So many characters of a key in one line are one, whatever comes after them. */
  private static final int CERTAIN = 40;

  private PrivateKeys() {}

  static Optional<String> in(ImageFile file) {
    String text = file.text();
    return beginsLikeKey(text)
            || hasBlock(text)
            || (text.startsWith(PUTTY) && text.contains("Private-Lines:"))
            || (file.isText() && hasLine(text))
            || isBinary(text)
        ? Optional.of(KEY)
        : Optional.empty();
  }

  private static boolean beginsLikeKey(String text) {
    int dashes = text.indexOf("-----BEGIN ");
    return dashes >= 0
        && text.substring(0, dashes).isBlank()
        && BEGIN.matcher(text).region(dashes, text.length()).lookingAt();
  }

  private static boolean hasBlock(String text) {
    for (int at = text.indexOf("BEGIN "); at >= 0; at = text.indexOf("BEGIN ", at + 1)) {
      if (at >= 5) {
        Matcher begin = BEGIN.matcher(text).region(at - 5, text.length());
        if (begin.lookingAt() && isFollowedByKey(text, begin.end())) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean isFollowedByKey(String text, int from) {
    int run = 0;
    int all = 0;
    int at = pastHeaders(text, from);
    while (at < text.length()) {
      char one = text.charAt(at);
      if (text.startsWith("----", at)) {
        return all > 0 && text.startsWith("END ", at + 5);
      }
      boolean isEscape = text.startsWith("\\n", at) || text.startsWith("\\r", at);
      if (isOfKey(one)) {
        all++;
        run++;
      } else if (isEscape || AROUND.indexOf(one) >= 0) {
        run = 0;
      } else {
        return false;
      }
      if (run >= CERTAIN) {
        return true;
      }
      at += isEscape ? 2 : 1;
    }
    return false;
  }

  /** Past lines that say how the key is kept, such as {@code Proc-Type: 4,ENCRYPTED}. */
  private static int pastHeaders(String text, int from) {
    int at = from;
    Matcher header = HEADER.matcher(text);
    while (header.region(at, Math.min(text.length(), at + HEADER_LENGTH)).lookingAt()) {
      at = header.end();
    }
    return at;
  }

  private static boolean isOfKey(char one) {
    return (one >= 'A' && one <= 'Z')
        || (one >= 'a' && one <= 'z')
        || (one >= '0' && one <= '9')
        || one == '/'
        || one == '+'
        || one == '=';
  }

  private static boolean hasLine(String text) {
    return (text.contains("AGE-SECRET-KEY-1") || text.contains("PrivateKey"))
        && ONE_LINE.matcher(text).find();
  }

  /** A sequence as long as the file that begins with the version that private keys begin with. */
  private static boolean isBinary(String text) {
    if (text.length() < 48 || text.charAt(0) != 0x30) {
      return false;
    }
    int length = text.charAt(1);
    int bytes = length < 0x80 ? 0 : length - 0x80;
    if (bytes > 2) {
      return false;
    }
    int rest = length;
    if (bytes > 0) {
      rest = 0;
      for (int at = 2; at < 2 + bytes; at++) {
        rest = rest << 8 | text.charAt(at);
      }
    }
    int body = 2 + bytes;
    return body + rest == text.length()
        && (text.startsWith("\2\1\0", body) || text.startsWith("\2\1\1\4", body));
  }
}

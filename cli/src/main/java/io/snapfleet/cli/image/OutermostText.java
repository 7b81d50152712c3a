package io.snapfleet.cli.image;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a text in HCL, Terraform's language, says at its outermost level: comments, here-documents
 * and all that is in brackets are blank, and everything else is where it was.
 */
record OutermostText(String text) {
  private static final Pattern TOKEN =
      Pattern.compile(
          """
          (?<text>"(?:[^"\\\\\\n]|\\\\.)*")
          |\\#.*|//.*|/\\*(?s:.*?)(?:\\*/|\\z)
          |<<-?(?<end>[\\w-]+)[^\\n]*\\n(?s:.*?\\n)??\\h*\\k<end>\\h*(?=\\r?\\n|\\z)
          |(?<open>[\\[{(])|(?<close>[\\])}])
          """,
          Pattern.COMMENTS);

  static OutermostText of(String text) {
    StringBuilder kept = new StringBuilder(text.length());
    Matcher token = TOKEN.matcher(text);
    int depth = 0;
    int from = 0;
    while (token.find()) {
      add(kept, text, from, token.start(), depth == 0);
      add(kept, text, token.start(), token.end(), depth == 0 && token.group("text") != null);
      depth += token.group("open") != null ? 1 : 0;
      depth -= token.group("close") != null ? 1 : 0;
      from = token.end();
    }
    add(kept, text, from, text.length(), depth == 0);
    return new OutermostText(kept.toString());
  }

  private static void add(StringBuilder kept, String text, int from, int to, boolean shown) {
    for (int i = from; i < to; i++) {
      char letter = text.charAt(i);
      kept.append(shown || letter == '\n' ? letter : ' ');
    }
  }
}

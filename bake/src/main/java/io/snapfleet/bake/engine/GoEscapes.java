package io.snapfleet.bake.engine;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Texts made fit to be part of something else. */
final class GoEscapes {
  private GoEscapes() {}

  static String html(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&#34;")
        .replace("'", "&#39;")
        .replace('\0', '\ufffd');
  }

  /** For a string of JavaScript. */
  static String js(String text) {
    StringBuilder escaped = new StringBuilder();
    text.codePoints().forEach(one -> escaped.append(js(one)));
    return escaped.toString();
  }

  private static String js(int one) {
    return switch (one) {
      case '\\', '\'', '"' -> "\\" + (char) one;
      case '<', '>', '&', '=' -> "\\u%04X".formatted(one);
      default ->
          one == 127 || GoQuotes.isPrintable(one)
              ? Character.toString(one)
              : "\\u%04X".formatted(one);
    };
  }

  /** For a value in the query of an address. */
  static String urlquery(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("*", "%2A").replace("%7E", "~");
  }
}

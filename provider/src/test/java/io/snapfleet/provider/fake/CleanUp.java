package io.snapfleet.provider.fake;

import io.snapfleet.provider.api.CaptureRequest;
import java.util.Map;
import java.util.regex.Pattern;

/** One path of {@link CaptureRequest#cleanUp()}, applied to files that know no directories. */
final class CleanUp {
  private CleanUp() {}

  static void apply(Map<String, String> files, String path) {
    files.keySet().removeIf(pattern(path).asMatchPredicate());
  }

  private static Pattern pattern(String path) {
    if (path.endsWith("/")) {
      return Pattern.compile(Pattern.quote(path) + ".+", Pattern.DOTALL);
    }
    int lastSegment = path.lastIndexOf('/') + 1;
    String name = path.substring(lastSegment).replace("*", "\\E[^/]*\\Q");
    return Pattern.compile(
        Pattern.quote(path.substring(0, lastSegment)) + "\\Q" + name + "\\E(/.+)?", Pattern.DOTALL);
  }
}

package io.snapfleet.cli.error;

import java.util.Locale;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.UnexpectedEndOfInputException;

/** Says to people what is wrong with a text that is no JSON. */
public final class BrokenJson {
  private BrokenJson() {}

  /** A clause with the place, and without the parser's words about itself. */
  public static String told(JacksonException broken) {
    TokenStreamLocation place = broken.getLocation();
    return "%s at line %d, column %d"
        .formatted(what(broken), place.getLineNr(), place.getColumnNr());
  }

  private static String what(JacksonException broken) {
    if (broken instanceof UnexpectedEndOfInputException) {
      return "it ends too early";
    }
    String said = broken.getOriginalMessage().replaceFirst("(?s): .*|\\R.*", "");
    return said.substring(0, 1).toLowerCase(Locale.ROOT) + said.substring(1);
  }
}

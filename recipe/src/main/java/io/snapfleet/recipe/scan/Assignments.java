package io.snapfleet.recipe.scan;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells secrets by the names they are given where no issuer's beginning tells them: variables of an
 * environment, such as {@code DIGITALOCEAN_TOKEN=...}, and WordPress's own constants.
 */
final class Assignments {
  static final String URL_WITH_PASSWORD =
      "[a-z][a-z0-9+.-]*://[^\\s/:@'\"<>${]*:(?<password>[^\\s/:@'\"<>${]{3,})@";

  private static final List<String> ENDINGS =
      List.of("TOKEN=", "SECRET=", "PASSWORD=", "PASSWD=", "_KEY=", "_URL=", "_URI=", "_DSN=");
  private static final Pattern NAME =
      Pattern.compile(
          "[A-Z0-9_]*(TOKEN|SECRET|PASSWORD|PASSWD"
              + "|(SECRET|API|ACCESS|PRIVATE|AUTH|ENCRYPTION|APP|MASTER)_KEY|_URL|_URI|_DSN)");
  private static final Pattern VALUE =
      Pattern.compile("(?<quote>[\"']?)([^\\s\"'`$(){}<>\\[\\],*%]{8,})\\k<quote>[;\"']?(?=\\s|$)");
  private static final Pattern URL = Pattern.compile(URL_WITH_PASSWORD + ".*");
  private static final Pattern STAND_IN =
      Pattern.compile("(?i)example|change.?me|your|placeholder|x{6}|_here|redacted|dummy");
  private static final Set<String> WORDS =
      Set.of("password", "passwort", "required", "optional", "disabled", "undefined", "anything");
  private static final Pattern WORDPRESS =
      Pattern.compile(
          "define\\(\\s*(?<q>['\"])(DB_PASSWORD|((SECURE_)?AUTH|LOGGED_IN|NONCE)_(KEY|SALT))\\k<q>"
              + "\\s*,\\s*(?<v>['\"])(?!password_here|put your unique phrase here)"
              + "[^'\"\\s][^'\"]*['\"]");

  /** Where people keep what programs are set by; documentation gives examples of the same form. */
  private static final Pattern SETTINGS =
      Pattern.compile(
          "/(etc|root|home|usr/local/etc)/.*"
              + "|.*/\\.env(\\.(?!example|sample|dist|template)[^/]*)?");

  private Assignments() {}

  static Optional<String> in(ImageFile file) {
    if (!file.isText()) {
      return Optional.empty();
    }
    String text = file.text();
    if (isOfWordPress(text)) {
      return Optional.of("credentials of a WordPress");
    }
    return SETTINGS.matcher(file.path()).matches()
            && ENDINGS.stream().anyMatch(ending -> hasSecret(text, ending))
        ? Optional.of("a secret in a variable")
        : Optional.empty();
  }

  private static boolean isOfWordPress(String text) {
    return (text.contains("DB_PASSWORD") || text.contains("AUTH_KEY"))
        && WORDPRESS.matcher(text).find();
  }

  private static boolean hasSecret(String text, String ending) {
    for (int at = text.indexOf(ending); at >= 0; at = text.indexOf(ending, at + 1)) {
      int past = at + ending.length();
      int from = beginOfName(text, at);
      if (NAME.matcher(text).region(from, past - 1).matches()
          && isBeginning(text, from)
          && isSecret(text, past, ending.startsWith("_U") || ending.startsWith("_D"))) {
        return true;
      }
    }
    return false;
  }

  private static int beginOfName(String text, int at) {
    int from = at;
    while (from > 0 && isOfName(text.charAt(from - 1))) {
      from--;
    }
    return from;
  }

  private static boolean isOfName(char one) {
    return (one >= 'A' && one <= 'Z') || (one >= '0' && one <= '9') || one == '_';
  }

  private static boolean isBeginning(String text, int from) {
    return from == 0 || " \t\r\n\"'".indexOf(text.charAt(from - 1)) >= 0;
  }

  private static boolean isSecret(String text, int from, boolean isUrl) {
    Matcher value = VALUE.matcher(text).region(from, Math.min(text.length(), from + 4096));
    if (!value.lookingAt()) {
      return false;
    }
    String secret = value.group(2);
    if (isUrl) {
      Matcher url = URL.matcher(secret);
      return url.matches() && !isStandIn(url.group("password"));
    }
    return !secret.startsWith("/") && !secret.contains("://") && !isStandIn(secret);
  }

  private static boolean isStandIn(String secret) {
    return STAND_IN.matcher(secret).find() || WORDS.contains(secret.toLowerCase(Locale.ROOT));
  }
}

package io.snapfleet.bake.template;

import io.snapfleet.provider.input.Quoted;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether templates that ask for a version of Packer are understood. */
final class Version {
  private static final String PIECES = "[0-9A-Za-z~-]*(\\.[0-9A-Za-z~-]+)*";
  private static final Pattern FORM =
      Pattern.compile(
          "v?(?<numbers>[0-9]{1,18}(\\.[0-9]{1,18})*)"
              + "((-[0-9]|[A-Za-z~-])"
              + PIECES
              + ")?"
              + "(\\+[0-9A-Za-z~-]"
              + PIECES
              + ")?");

  private Version() {}

  /** A clause that says what is wrong with the least version asked for. */
  static Optional<String> problem(String least) {
    Matcher asked = FORM.matcher(least);
    if (!asked.matches()) {
      return Optional.of("is not a version: " + Quoted.of(least));
    }
    return isLater(numbers(asked.group("numbers")), numbers(Template.COMPATIBLE_WITH))
        ? Optional.of(
            "needs Packer %s or later, and templates are read as Packer %s does"
                .formatted(least, Template.COMPATIBLE_WITH))
        : Optional.empty();
  }

  /** Numbers that are not there count as zero. */
  private static boolean isLater(long[] asked, long[] ours) {
    int length = Math.max(asked.length, ours.length);
    return Arrays.compare(Arrays.copyOf(asked, length), Arrays.copyOf(ours, length)) > 0;
  }

  private static long[] numbers(String version) {
    return Arrays.stream(version.split("\\.")).mapToLong(Long::parseLong).toArray();
  }
}

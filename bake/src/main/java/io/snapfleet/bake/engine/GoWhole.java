package io.snapfleet.bake.engine;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whole numbers as Go reads them, in base 10 or, by what stands before them, 16, 8 and 2. */
public final class GoWhole {
  /** An underscore may be between two digits, and after what stands before them. */
  private static final Pattern WHOLE =
      Pattern.compile(
          "(?!.*__|.*_$)(?<sign>[-+]?)"
              + "(?:0[xX](?<hexadecimal>[0-9a-fA-F_]+)|0[bB](?<binary>[01_]+)"
              + "|0[oO]?(?<octal>[0-7_]+)|(?<decimal>0|[1-9][0-9_]*))");

  private GoWhole() {}

  /** Of any size; empty where it is none. */
  public static Optional<BigInteger> parse(String written) {
    Matcher whole = WHOLE.matcher(written);
    if (!whole.matches()) {
      return Optional.empty();
    }
    BigInteger magnitude =
        digits(whole, "hexadecimal", 16)
            .or(() -> digits(whole, "binary", 2))
            .or(() -> digits(whole, "octal", 8))
            .or(() -> digits(whole, "decimal", 10))
            .orElseThrow();
    return Optional.of(whole.group("sign").equals("-") ? magnitude.negate() : magnitude);
  }

  private static Optional<BigInteger> digits(Matcher whole, String group, int base) {
    return Optional.ofNullable(whole.group(group))
        .map(digits -> new BigInteger(digits.replace("_", ""), base));
  }
}

package io.snapfleet.bake.template;

import io.snapfleet.provider.input.Quoted;
import java.util.Arrays;
import java.util.Optional;

/** Whether templates that ask for a version of Packer are understood. */
final class Version {
  private static final String FORM = "v?[0-9]{1,9}(\\.[0-9]{1,9})*([-+~].*|[a-zA-Z].*)?";

  private Version() {}

  /** A clause that says what is wrong with the least version asked for. */
  static Optional<String> problem(String least) {
    if (!least.matches(FORM)) {
      return Optional.of("is not a version: " + Quoted.of(least));
    }
    int[] asked = numbers(least);
    int[] ours = numbers(Template.COMPATIBLE_WITH);
    return Arrays.compare(asked, ours) > 0
        ? Optional.of(
            "needs Packer %s or later, and templates are read as Packer %s does"
                .formatted(least, Template.COMPATIBLE_WITH))
        : Optional.empty();
  }

  private static int[] numbers(String version) {
    String plain = version.replaceFirst("^v", "").replaceFirst("[-+~a-zA-Z].*", "");
    return Arrays.copyOf(
        Arrays.stream(plain.split("\\.")).mapToInt(Integer::parseInt).toArray(), 3);
  }
}

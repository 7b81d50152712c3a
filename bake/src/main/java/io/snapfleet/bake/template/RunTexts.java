package io.snapfleet.bake.template;

import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What functions have said that say something else in each run. Thread-safe. */
public final class RunTexts {
  private final Set<String> said = ConcurrentHashMap.newKeySet();

  String note(String text) {
    if (!text.isEmpty()) {
      said.add(text);
    }
    return text;
  }

  /** A text without what is another in each run: what is left of two is the same in two runs. */
  public String without(String text) {
    String left = text;
    for (String one :
        said.stream().sorted(Comparator.comparing(String::length).reversed()).toList()) {
      left = left.replace(one, "{{}}");
    }
    return left;
  }
}

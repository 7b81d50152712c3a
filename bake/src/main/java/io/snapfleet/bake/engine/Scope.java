package io.snapfleet.bake.engine;

import java.util.ArrayList;
import java.util.List;

/** Which variables are known where in a template. */
final class Scope {
  /** What every template begins with. */
  static final String DOT = "$";

  private List<String> names = new ArrayList<>(List.of(DOT));
  private int ranges;

  void declare(String name) {
    names.add(name);
  }

  boolean knows(String name) {
    return names.contains(name);
  }

  boolean isInRange() {
    return ranges > 0;
  }

  void enterRange() {
    ranges++;
  }

  void leaveRange() {
    ranges--;
  }

  /** For {@link #backTo}. */
  int mark() {
    return names.size();
  }

  /** Forgets what has been declared since. */
  void backTo(int mark) {
    names = new ArrayList<>(names.subList(0, mark));
  }
}

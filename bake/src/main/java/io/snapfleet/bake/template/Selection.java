package io.snapfleet.bake.template;

import java.util.List;

/** For which builders a step is: those in {@code only}, or all but those in {@code except}. */
record Selection(List<String> only, List<String> except) {
  Selection {
    only = List.copyOf(only);
    except = List.copyOf(except);
  }

  boolean takes(String builder) {
    return only.isEmpty() ? !except.contains(builder) : only.contains(builder);
  }
}

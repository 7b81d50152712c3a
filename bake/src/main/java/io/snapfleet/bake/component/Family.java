package io.snapfleet.bake.component;

import java.util.Locale;

/** The three families of components. */
public enum Family {
  BUILDER,
  PROVISIONER,
  POST_PROCESSOR;

  /** As in a message: {@code post-processor}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** As the root key of a template: {@code post-processors}. */
  public String rootKey() {
    return word() + "s";
  }
}

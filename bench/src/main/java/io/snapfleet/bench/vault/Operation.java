package io.snapfleet.bench.vault;

import java.util.List;
import java.util.Locale;

/** What is measured, in this order. */
enum Operation {
  FIRST,
  UNCHANGED,
  /** An image whose times say that it was written to, and whose content is the same. */
  TOUCHED,
  CHANGED,
  RESTORE;

  /** Those that are measured of an input. */
  static List<Operation> of(Input input) {
    return List.of(values()).stream()
        .filter(operation -> input.isImage() || operation != TOUCHED)
        .toList();
  }

  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}

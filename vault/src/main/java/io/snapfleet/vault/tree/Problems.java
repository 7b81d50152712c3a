package io.snapfleet.vault.tree;

import java.io.IOException;

/** Takes what went wrong with one file while the work goes on. Thread-safe. */
@FunctionalInterface
public interface Problems {
  void add(Problem problem);

  default void add(String path, IOException cause) {
    String message = cause.getMessage();
    add(new Problem(path, message != null ? message : cause.toString()));
  }
}

package io.snapfleet.bake.component;

/** A rule of one component that the catalogue's data cannot express. */
@FunctionalInterface
interface Rule {
  void check(Settings settings, Checks checks);
}

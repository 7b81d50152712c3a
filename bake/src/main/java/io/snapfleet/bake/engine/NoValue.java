package io.snapfleet.bake.engine;

/** What a field has that does not exist, and nil. Few functions take it. */
enum NoValue {
  INSTANCE;

  @Override
  public String toString() {
    return "<no value>";
  }
}

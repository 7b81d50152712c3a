package io.snapfleet.bake.engine;

/** What a field has that does not exist. It is printed, and nothing else can be done with it. */
enum NoValue {
  INSTANCE;

  @Override
  public String toString() {
    return "<no value>";
  }
}

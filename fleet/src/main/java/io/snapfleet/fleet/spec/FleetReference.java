package io.snapfleet.fleet.spec;

/** The fully commented fleet file that shows every key with its default and meaning. */
public final class FleetReference {
  private FleetReference() {}

  public static String text() {
    return Resource.text("fleet.reference.yaml");
  }
}

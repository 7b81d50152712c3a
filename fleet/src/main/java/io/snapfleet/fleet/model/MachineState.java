package io.snapfleet.fleet.model;

import java.util.Locale;

/** Where a machine is in its life. */
public enum MachineState {
  PLANNED,
  CREATING,
  BOOTING,
  PERSONALISING,
  REFRESHING,
  JOINING,
  SERVING,
  DRAINING,
  DELETING,
  GONE,
  FAILED;

  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}

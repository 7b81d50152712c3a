package io.snapfleet.devcloud.machine;

/** Nothing stands behind droplets. */
public final class NoMachines implements Machines {
  @Override
  public void started(Guest guest) {}

  @Override
  public void ended(Guest guest) {}

  @Override
  public void close() {}
}

package io.snapfleet.bake.run;

/** Does something with the piece that a builder has made. */
public interface Provisioner {
  /**
   * May be called again after it has failed.
   *
   * @throws BuildException where it fails
   */
  void provision(Workpiece piece);
}

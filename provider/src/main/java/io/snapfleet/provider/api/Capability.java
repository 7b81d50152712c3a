package io.snapfleet.provider.api;

/**
 * What a provider may or may not be able to do. A plan that needs a missing one fails before it
 * acts.
 */
public enum Capability {
  /** {@link CaptureRequest#cleanUp()} is applied to the image while the machine stays as it is. */
  CLEAN_AT_CAPTURE,
  /** {@link Compute#openImage} works. */
  READ_IMAGES,
  /** {@link MachineRequest#publish()} binds ports of the operator's own computer. */
  PUBLISH_PORTS,
  /** {@link BlockStorage#snapshot} is consistent and needs no detaching. */
  LIVE_VOLUME_SNAPSHOTS,

  /** {@link Provider#loadBalancers} answers. */
  LOAD_BALANCERS,

  /** {@link Provider#dns} answers. */
  DNS,

  /** {@link Provider#pricing} answers. */
  PRICES,

  /** {@link Compute#transferImage} works. */
  TRANSFER_IMAGES,

  /** All that is there was made from one home; else others may have made some of it. */
  ONE_HOME
}

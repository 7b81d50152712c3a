package io.snapfleet.bake.machine;

/** What provisioners know of a machine besides what Packer tells them. */
public final class HostKeyFact {
  /** The host key that the machine shows, as an {@code ssh-ed25519 AAAA...} line. */
  public static final String NAME = "SSHHostKey";

  private HostKeyFact() {}
}
